import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';

/** Where the adapter puts finished renditions (`a/<hh>/<sha256>.pdf`). */
export const ARCHIVE_PREFIX = 'a/';
/** And what is published as data of them (`r/<hh>/<sha256>.json`), locked like the files it tells of. */
export const RECORDS_PREFIX = 'r/';

/**
 * Finished documents, each under its own hash, locked from the moment it is written. The encryption is S3's own:
 * a lost KMS key would lose the archive.
 */
export class ArchiveBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { archive }: Deployment) {
    super(scope, id);
    const days = Duration.days(archive.days);
    this.bucket = new Bucket(this, 'Bucket', {
      objectLockEnabled: true,
      objectLockDefaultRetention:
        archive.mode === 'compliance'
          ? ObjectLockRetention.compliance(days)
          : ObjectLockRetention.governance(days),
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const objects = this.bucket.arnForObjects('*');
    this.#deny('NobodyDeletes', ['s3:DeleteObject*'], objects);
    // The default retention locks every object; nobody needs to set, shorten or pass one by hand.
    this.#deny(
      'NobodyWeakensTheLock',
      ['s3:BypassGovernanceRetention', 's3:PutObjectRetention', 's3:PutObjectLegalHold'],
      objects,
    );
    // An expiry rule would hide documents behind delete markers.
    this.#deny(
      'NobodyLetsExpire',
      ['s3:PutLifecycleConfiguration', 's3:DeleteBucket'],
      this.bucket.bucketArn,
    );
    // A put that may overwrite, or a multipart upload (whose checksum is not the file's), has no such header.
    this.#deny('OnlyWriteOnce', ['s3:PutObject'], objects, { Null: { 's3:if-none-match': 'true' } });
  }

  #deny(
    sid: string,
    actions: string[],
    resource: string,
    conditions: Record<string, Record<string, string>> = {},
  ): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources: [resource],
        conditions,
      }),
    );
  }
}
