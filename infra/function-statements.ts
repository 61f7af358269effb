import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { kmsSigningAlgorithms } from '../adapters/aws/kms-key-vault.ts';
import { ARCHIVE_PREFIX, RECORDS_PREFIX } from './archive-bucket.ts';
import type { FunctionRights } from './function-rights.ts';
import type { SigningKey } from './keys.ts';
import type { Stores } from './stores.ts';
import { WORKING_PREFIX } from './working-bucket.ts';

/**
 * The statements of one function's role, by hand: `grantWriteData` would add DeleteItem and BatchWriteItem,
 * `grantPut` would add PutObjectRetention and PutObjectLegalHold.
 */
export function functionStatements(
  rights: FunctionRights,
  stores: Stores,
  mail?: { readonly from: string; readonly identities: readonly string[] },
): PolicyStatement[] {
  return [
    ...tableStatements(rights, stores),
    ...storeStatements(rights, stores),
    ...keyStatements(rights, stores),
    ...(rights.mail && mail ? [mailStatement(mail)] : []),
  ];
}

/** SES v2 asks for the identity which sends: the address, or its domain where the domain was verified. */
function mailStatement({
  from,
  identities,
}: {
  readonly from: string;
  readonly identities: readonly string[];
}) {
  const send = allow(['ses:SendEmail'], [...identities]);
  send.addCondition('StringEquals', { 'ses:FromAddress': from });
  return send;
}

function tableStatements(
  { load, save, query, stream }: FunctionRights,
  { table }: Stores,
): PolicyStatement[] {
  const statements: PolicyStatement[] = [];
  if (load) statements.push(allow(['dynamodb:GetItem'], [table.tableArn]));
  if (save.length > 0) {
    const put = allow(['dynamodb:PutItem'], [table.tableArn]);
    put.addCondition('ForAllValues:StringLike', {
      'dynamodb:LeadingKeys': save.map((type) => `${type}#*`),
    });
    statements.push(put);
  }
  if (query.length > 0)
    statements.push(
      allow(
        ['dynamodb:Query'],
        query.map((index) => `${table.tableArn}/index/${index}`),
      ),
    );
  if (stream && table.tableStreamArn !== undefined) {
    statements.push(
      allow(
        ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        [table.tableStreamArn],
      ),
      // Lambda asks for it, and IAM knows no resource for it.
      allow(['dynamodb:ListStreams'], ['*']),
    );
  }
  return statements;
}

function storeStatements(rights: FunctionRights, { archive, working }: Stores): PolicyStatement[] {
  return [
    { rights: rights.archive, bucket: archive, prefix: ARCHIVE_PREFIX },
    { rights: rights.records, bucket: archive, prefix: RECORDS_PREFIX },
    { rights: rights.working, bucket: working, prefix: WORKING_PREFIX },
  ].flatMap(({ rights: given, bucket, prefix }) => [
    // Who may not list gets 403 for an object that does not exist, and could not tell "missing" from "forbidden".
    ...(given.length > 0 ? [allow(['s3:ListBucket'], [bucket.bucketArn])] : []),
    ...given.map((right) =>
      allow([right === 'read' ? 's3:GetObject' : 's3:PutObject'], [bucket.arnForObjects(`${prefix}*`)]),
    ),
  ]);
}

function keyStatements({ keys: given }: FunctionRights, { keys }: Stores): PolicyStatement[] {
  return given.flatMap((right) => {
    if (right === 'certify') return keys.signing['issuing-ca'].flatMap(signStatements);
    if (right === 'timestamp') return keys.signing.tsa.flatMap(signStatements);
    const wrapping = allow([right === 'wrap' ? 'kms:Encrypt' : 'kms:Decrypt'], [keys.wrapping.keyArn]);
    // Only what is bound to a person (core/person/enrol.ts); KMS writes the context into CloudTrail.
    wrapping.addCondition('ForAllValues:StringEquals', { 'kms:EncryptionContextKeys': ['person'] });
    wrapping.addCondition('Null', { 'kms:EncryptionContext:person': 'false' });
    return [wrapping];
  });
}

function signStatements({ key, algorithm }: SigningKey): PolicyStatement[] {
  const sign = allow(['kms:Sign'], [key.keyArn]);
  sign.addCondition('StringEquals', {
    'kms:MessageType': 'DIGEST',
    'kms:SigningAlgorithm': kmsSigningAlgorithms[algorithm],
  });
  return [allow(['kms:GetPublicKey'], [key.keyArn]), sign];
}

const allow = (actions: string[], resources: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources });
