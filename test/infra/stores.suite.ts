import { beforeAll, describe, expect, test } from 'vitest';
import { tableDefinition } from '../../adapters/aws/registry-table.ts';
import { publicationOf, readConfiguration } from '../../adapters/configuration.ts';
import { DeploymentRefused } from '../../infra/deployment.ts';
import { covers, functionNames, lambdaOf, type Statement, statementsOf } from './policy.ts';
import { idsIn, ofType, type Resource, synthesize, type Template } from './template.ts';

const production = {
  'ikrar:stage': 'production',
  'ikrar:domainName': 'ikrar.contohkab.go.id',
  'ikrar:certificateArn':
    'arn:aws:acm:ap-southeast-3:123456789012:certificate/0a1b2c3d-0000-0000-0000-000000000000',
  'ikrar:alarmEmail': 'tik@contohkab.go.id',
  'ikrar:warmWritesPerSecond': '12000',
};

let demo: Template;
let real: Template;
beforeAll(() => {
  demo = synthesize();
  real = synthesize(production);
});

const only = (template: Template, type: string): Resource => {
  const [found, ...others] = ofType(template, type);
  if (!found || others.length > 0) throw new Error(`expected one ${type}`);
  return found;
};
const buckets = (template: Template) => ofType(template, 'AWS::S3::Bucket');
const archiveOf = (template: Template) => {
  const [found] = buckets(template).filter(({ Properties }) => Properties.ObjectLockEnabled === true);
  if (!found) throw new Error('expected a bucket with object lock');
  return found;
};
const policyOf = (template: Template, bucket: string): Statement[] =>
  ofType(template, 'AWS::S3::BucketPolicy')
    .filter(({ Properties }) => idsIn(Properties.Bucket).includes(bucket))
    .flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument));

/** The statements that deny an action to everybody, whatever else they are allowed. */
const denials = (statements: readonly Statement[], action: string): Statement[] =>
  statements.filter(
    ({ Effect, Principal, Action }) =>
      Effect === 'Deny' &&
      ['"*"', '{"AWS":"*"}'].includes(JSON.stringify(Principal)) &&
      Action.some((pattern) => pattern !== 's3:*' && covers(pattern, action)),
  );

describe('the table', () => {
  test('has the keys and indexes the adapter uses', () => {
    const { Properties } = only(demo, 'AWS::DynamoDB::GlobalTable');
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = tableDefinition('any');
    const byName = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b));
    expect(Properties.KeySchema).toEqual(KeySchema);
    expect([...(Properties.AttributeDefinitions as object[])].sort(byName)).toEqual(
      [...(AttributeDefinitions ?? [])].sort(byName),
    );
    const indexes = Properties.GlobalSecondaryIndexes as { Projection: { NonKeyAttributes: string[] } }[];
    expect(indexes).toEqual(GlobalSecondaryIndexes);
  });

  test('can be restored, expires only what says so, and is deleted by nobody', () => {
    const table = only(demo, 'AWS::DynamoDB::GlobalTable');
    expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        },
      ],
    });
    const [replica] = table.Properties.Replicas as { ResourcePolicy: { PolicyDocument: unknown } }[];
    const statements = statementsOf(replica?.ResourcePolicy.PolicyDocument);
    for (const action of ['DeleteItem', 'BatchWriteItem', 'DeleteTable', 'PartiQLDelete', 'UpdateItem'])
      expect(denials(statements, `dynamodb:${action}`), action).toHaveLength(1);
  });

  test('is warm before a national deadline where the context says so', () => {
    expect(only(real, 'AWS::DynamoDB::GlobalTable').Properties.WarmThroughput).toEqual({
      ReadUnitsPerSecond: 36_000,
      WriteUnitsPerSecond: 12_000,
    });
  });
});

describe('the archive', () => {
  test('locks for ten years in production and for a day, reversibly, in a demo', () => {
    const rule = (template: Template) => archiveOf(template).Properties.ObjectLockConfiguration;
    expect(rule(real)).toMatchObject({ Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3653 } } });
    expect(rule(demo)).toMatchObject({ Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } });
  });

  test.each(['demo', 'production'])(
    '%s: nobody deletes, weakens the lock, expires or overwrites',
    (stage) => {
      const template = stage === 'demo' ? demo : real;
      const statements = policyOf(template, archiveOf(template).id);
      for (const action of [
        'DeleteObject',
        'DeleteObjectVersion',
        'BypassGovernanceRetention',
        'PutObjectRetention',
        'PutObjectLegalHold',
        'PutLifecycleConfiguration',
      ]) {
        const [denial] = denials(statements, `s3:${action}`);
        expect(denial, action).toBeDefined();
        expect(denial?.Condition, action).toBeUndefined();
      }
      expect(denials(statements, 's3:PutObject')).toMatchObject([
        { Condition: { Null: { 's3:if-none-match': 'true' } } },
      ]);
    },
  );
});

describe('both buckets', () => {
  test('are closed to the public, versioned, kept, reached by TLS 1.2, and expire nothing', () => {
    expect(buckets(real)).toHaveLength(2);
    for (const bucket of buckets(real)) {
      expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(bucket.Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      });
      expect(bucket.Properties).not.toHaveProperty('LifecycleConfiguration');
      const conditions = policyOf(real, bucket.id).map(({ Condition }) => Condition);
      expect(conditions).toContainEqual({ Bool: { 'aws:SecureTransport': 'false' } });
      expect(conditions).toContainEqual({ NumericLessThan: { 's3:TlsVersion': 1.2 } });
      expect(policyOf(real, bucket.id).every(({ Effect }) => Effect === 'Deny')).toBe(true);
    }
  });

  // CDK synthesizes the two together without a word.
  test('nothing empties a bucket when the stack goes', () => {
    for (const template of [demo, real]) {
      const types = Object.values(template.Resources).map(({ Type }) => Type);
      expect(types.filter((type) => type.startsWith('Custom::'))).toEqual([]);
    }
  });
});

describe('the keys', () => {
  test('have the algorithms of their purposes, stay with the stack gone, and are destroyed by nobody', () => {
    const byAlias = Object.fromEntries(
      ofType(real, 'AWS::KMS::Alias').map(({ Properties }) => [
        String(Properties.AliasName).replace('alias/ikrar-production/', ''),
        real.Resources[idsIn(Properties.TargetKeyId)[0] ?? ''],
      ]),
    );
    expect(byAlias['root-ca']?.Properties).toMatchObject({
      KeySpec: 'ECC_NIST_P384',
      KeyUsage: 'SIGN_VERIFY',
    });
    expect(byAlias['issuing-ca']?.Properties).toMatchObject({
      KeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
    });
    expect(byAlias.tsa?.Properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    expect(byAlias.wrapping?.Properties).toMatchObject({ EnableKeyRotation: true });
    expect(ofType(real, 'AWS::KMS::Key')).toHaveLength(4);
    for (const key of ofType(real, 'AWS::KMS::Key')) {
      expect(key).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      const statements = statementsOf(key.Properties.KeyPolicy);
      for (const action of ['kms:ScheduleKeyDeletion', 'kms:DisableKey'])
        expect(denials(statements, action), action).toHaveLength(1);
    }
  });
});

describe('what the functions are told', () => {
  test('the configuration of the adapters accepts each environment', () => {
    for (const name of functionNames) {
      const { Environment } = lambdaOf(real, name).Properties as {
        Environment: { Variables: Record<string, unknown> };
      };
      // What CloudFormation will fill in is a name, an ARN or a host.
      const filled = Object.fromEntries(
        Object.entries(Environment.Variables).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : `filled-in:${idsIn(value).join('.')}`,
        ]),
      );
      const configuration = readConfiguration(filled);
      expect(configuration).toMatchObject({
        publicUrl: 'https://ikrar.contohkab.go.id',
        registry: { engine: 'dynamodb' },
        content: { engine: 's3' },
        vault: { engine: 'kms' },
      });
    }
  });

  test('certificates say where lists are: at the site, or where ikrar:crlUrl says', () => {
    const environmentOf = (template: typeof real) =>
      (lambdaOf(template, 'enrolment').Properties.Environment as { Variables: Record<string, unknown> })
        .Variables;
    const filled = (template: typeof real) => {
      const texts = Object.entries(environmentOf(template)).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : 'filled-in',
      ]);
      return publicationOf(readConfiguration(Object.fromEntries(texts)));
    };
    expect(filled(real)).toBe('https://ikrar.contohkab.go.id');
    const elsewhere = synthesize({ ...production, 'ikrar:crlUrl': 'http://crl.contohkab.go.id' });
    expect(filled(elsewhere)).toBe('http://crl.contohkab.go.id');
    expect(Object.values(elsewhere.Outputs)).toContainEqual({
      Description: 'IKRAR_CRL_URL',
      Value: 'http://crl.contohkab.go.id',
    });
  });

  test('each variable names the resource it should', () => {
    const { Environment } = lambdaOf(real, 'finishing').Properties as {
      Environment: { Variables: Record<string, unknown> };
    };
    const { Variables } = Environment;
    const typeOf = (variable: string) => real.Resources[idsIn(Variables[variable])[0] ?? '']?.Type;
    expect(typeOf('IKRAR_TABLE')).toBe('AWS::DynamoDB::GlobalTable');
    expect(idsIn(Variables.IKRAR_ARCHIVE_BUCKET)).toEqual([archiveOf(real).id]);
    expect(typeOf('IKRAR_WORKING_BUCKET')).toBe('AWS::S3::Bucket');
    expect(idsIn(Variables.IKRAR_WORKING_BUCKET)).not.toEqual([archiveOf(real).id]);
    for (const key of ['ROOT_CA', 'ISSUING_CA', 'TSA', 'WRAPPING'])
      expect(typeOf(`IKRAR_KMS_${key}`)).toBe('AWS::KMS::Key');
  });

  test('a demo prints the address that API Gateway gives', () => {
    const { Environment } = lambdaOf(demo, 'finishing').Properties as {
      Environment: { Variables: Record<string, unknown> };
    };
    const [api] = ofType(demo, 'AWS::ApiGatewayV2::Api');
    expect(Environment.Variables.IKRAR_PUBLIC_URL).toEqual({ 'Fn::GetAtt': [api?.id, 'ApiEndpoint'] });
  });
});

describe('context values', () => {
  test.each([
    [
      'production without an address',
      { ...production, 'ikrar:domainName': undefined, 'ikrar:certificateArn': undefined },
      /domainName/,
    ],
    ['a domain without its certificate', { 'ikrar:domainName': 'ikrar.contohkab.go.id' }, /certificateArn/],
    ['production without anybody to alarm', { ...production, 'ikrar:alarmEmail': undefined }, /alarmEmail/],
    ['production with a lock of a week', { ...production, 'ikrar:archiveRetentionDays': '7' }, /365/],
    ['a stage that is none', { 'ikrar:stage': 'uji' }, /stage/],
    ['a place for lists that is no address', { 'ikrar:crlUrl': 'crl.contohkab.go.id' }, /crlUrl/],
    ['a query in the place for lists', { 'ikrar:crlUrl': 'http://crl.contohkab.go.id/?a' }, /crlUrl/],
  ])('refuses %s', (_, context, words) => {
    const attempt = () => synthesize(context);
    expect(attempt).toThrow(DeploymentRefused);
    expect(attempt).toThrow(words);
  });
});
