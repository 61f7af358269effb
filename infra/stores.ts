import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Deployment } from './deployment.ts';
import type { Keys, SigningKey } from './keys.ts';

/** Everything that keeps state, for those who need leave to use it. */
export type Stores = {
  readonly table: TableV2;
  readonly archive: Bucket;
  readonly working: Bucket;
  readonly keys: Keys;
};

/** The environment of every function, as `adapters/configuration.ts` reads it. */
export function functionEnvironment(
  { table, archive, working, keys }: Stores,
  publicUrl: string,
  { signerKey, crlUrl }: Deployment,
): Record<string, string> {
  return {
    IKRAR_REGISTRY: 'dynamodb',
    IKRAR_ARCHIVE: 's3',
    IKRAR_VAULT: 'kms',
    IKRAR_TABLE: table.tableName,
    IKRAR_ARCHIVE_BUCKET: archive.bucketName,
    IKRAR_WORKING_BUCKET: working.bucketName,
    IKRAR_KMS_ROOT_CA: keyArns(keys.signing['root-ca']),
    IKRAR_KMS_ISSUING_CA: keyArns(keys.signing['issuing-ca']),
    IKRAR_KMS_TSA: keyArns(keys.signing.tsa),
    IKRAR_KMS_WRAPPING: keys.wrapping.keyArn,
    IKRAR_PUBLIC_URL: publicUrl,
    IKRAR_SIGNER_KEY: signerKey,
    ...(crlUrl === undefined ? {} : { IKRAR_CRL_URL: crlUrl }),
  };
}

const keyArns = (generations: readonly SigningKey[]): string =>
  generations.map(({ key }) => key.keyArn).join(',');
