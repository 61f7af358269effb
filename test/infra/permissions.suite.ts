import { beforeAll, describe, expect, test } from 'vitest';
import { actionsOf, covers, functionNames, lambdaOf, roleStatements } from './policy.ts';
import { idsIn, ofType, synthesize, type Template } from './template.ts';

let template: Template;
beforeAll(() => {
  template = synthesize();
});

/** What nobody may: whether by name or by a wildcard. */
const forbidden = [
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:UpdateItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:DeleteTable',
  'dynamodb:Scan',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:BypassGovernanceRetention',
  's3:PutObjectRetention',
  's3:PutObjectLegalHold',
  's3:PutLifecycleConfiguration',
  's3:PutBucketPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:DisableKey',
  'kms:PutKeyPolicy',
  'kms:CreateGrant',
  'iam:PassRole',
];

const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const stream = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];
const golden: Readonly<Record<string, readonly string[]>> = {
  assets: logs,
  authority: ['dynamodb:GetItem', ...logs],
  entrance: ['dynamodb:GetItem', 'dynamodb:PutItem', ...logs],
  board: [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'kms:GetPublicKey',
    'kms:Sign',
    's3:GetObject',
    's3:ListBucket',
    ...logs,
  ],
  correction: [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    ...logs,
  ],
  desk: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 's3:GetObject', 's3:ListBucket', ...logs],
  enrolment: ['dynamodb:GetItem', 'dynamodb:PutItem', 'kms:Encrypt', 'kms:GetPublicKey', 'kms:Sign', ...logs],
  muster: ['dynamodb:GetItem', 'dynamodb:Query', ...logs],
  // With a sender configured it may send mail, too.
  invitation: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', ...logs],
  signing: [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'kms:Decrypt',
    'kms:Encrypt',
    'kms:GetPublicKey',
    'kms:Sign',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    ...logs,
  ],
  verification: ['dynamodb:GetItem', 'dynamodb:Query', 's3:GetObject', 's3:ListBucket', ...logs],
  typesetting: [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    'sqs:SendMessage',
    ...stream,
    ...logs,
  ],
  finishing: [
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'kms:GetPublicKey',
    'kms:Sign',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    'sqs:SendMessage',
    ...stream,
    ...logs,
  ],
};

describe('what the roles may do', () => {
  test('the golden list of each function', () => {
    expect(Object.keys(golden).sort()).toEqual([...functionNames].sort());
    for (const name of functionNames)
      expect(actionsOf(template, name), name).toEqual([...(golden[name] ?? [])].sort());
  });

  test('nobody deletes, overwrites, scans or weakens, not even by a wildcard', () => {
    const reached = roleStatements(template).flatMap(({ role, statement }) =>
      statement.Effect === 'Allow'
        ? statement.Action.flatMap((pattern) =>
            forbidden.filter((action) => covers(pattern, action)).map((action) => `${role} ${action}`),
          )
        : [],
    );
    expect(reached).toEqual([]);
  });

  test('the check for wildcards sees wildcards', () => {
    for (const pattern of ['*', 's3:*', 's3:Del*', 'S3:deleteObject', 's3:?eleteObject'])
      expect(covers(pattern, 's3:DeleteObject'), pattern).toBe(true);
    expect(covers('s3:DeleteObject', 's3:DeleteObjectVersion')).toBe(false);
  });

  test('one role per function, without managed policies, for Lambda alone', () => {
    const roles = functionNames.map((name) => idsIn(lambdaOf(template, name).Properties.Role)[0]);
    expect(new Set(roles).size).toBe(functionNames.length);
    const all = ofType(template, 'AWS::IAM::Role');
    expect(all.map(({ id }) => id).sort()).toEqual([...roles].sort());
    for (const { Properties } of all) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
      expect(Properties).not.toHaveProperty('Policies');
      expect(JSON.stringify(Properties.AssumeRolePolicyDocument)).toContain('lambda.amazonaws.com');
    }
  });

  test('the resource * only where IAM knows no other', () => {
    const everywhere = roleStatements(template).filter(({ statement }) => statement.Resource?.includes('*'));
    expect(new Set(everywhere.flatMap(({ statement }) => statement.Action))).toEqual(
      new Set(['dynamodb:ListStreams']),
    );
  });

  test('each key signs digests alone, for the functions that need it; only signing unwraps; nobody has the root key', () => {
    const keyStatements = roleStatements(template).filter(({ statement }) =>
      statement.Action.some((action) => action.startsWith('kms:')),
    );
    const aliases = new Map(
      ofType(template, 'AWS::KMS::Alias').map(({ Properties }) => [
        idsIn(Properties.TargetKeyId)[0],
        String(Properties.AliasName),
      ]),
    );
    const table = keyStatements.flatMap(({ role, statement }) =>
      statement.Action.map((action) => {
        const name = functionNames.find((known) =>
          idsIn(lambdaOf(template, known).Properties.Role).includes(role),
        );
        return `${name} ${action} ${idsIn(statement.Resource).map((id) => aliases.get(id))}`;
      }),
    );
    expect(table.sort()).toEqual([
      'board kms:GetPublicKey alias/ikrar-demo/issuing-ca',
      'board kms:Sign alias/ikrar-demo/issuing-ca',
      'enrolment kms:Encrypt alias/ikrar-demo/wrapping',
      'enrolment kms:GetPublicKey alias/ikrar-demo/issuing-ca',
      'enrolment kms:Sign alias/ikrar-demo/issuing-ca',
      'finishing kms:GetPublicKey alias/ikrar-demo/issuing-ca,alias/ikrar-demo/tsa',
      'finishing kms:Sign alias/ikrar-demo/issuing-ca,alias/ikrar-demo/tsa',
      'signing kms:Decrypt alias/ikrar-demo/wrapping',
      'signing kms:Encrypt alias/ikrar-demo/wrapping',
      'signing kms:GetPublicKey alias/ikrar-demo/tsa',
      'signing kms:Sign alias/ikrar-demo/tsa',
    ]);
    for (const { statement } of keyStatements.filter(({ statement: { Action } }) =>
      Action.includes('kms:Sign'),
    )) {
      const alias = aliases.get(idsIn(statement.Resource)[0] ?? '') ?? '';
      const algorithm = alias.endsWith('/root-ca') ? 'ECDSA_SHA_384' : 'ECDSA_SHA_256';
      expect(statement.Condition).toEqual({
        StringEquals: { 'kms:MessageType': 'DIGEST', 'kms:SigningAlgorithm': algorithm },
      });
    }
  });

  test('only who gives links sends mail, from the configured sender alone, where there is one', () => {
    const sending = synthesize({ 'ikrar:mailFrom': 'Bagian Organisasi <ikrar@contohkab.go.id>' });
    const statements = roleStatements(sending).filter(({ statement }) =>
      statement.Action.some((action) => action.startsWith('ses:')),
    );
    expect(statements.map(({ role }) => role)).toEqual(
      idsIn(lambdaOf(sending, 'invitation').Properties.Role),
    );
    const [only] = statements;
    expect(only?.statement.Action).toEqual(['ses:SendEmail']);
    expect(only?.statement.Condition).toEqual({
      StringEquals: { 'ses:FromAddress': 'ikrar@contohkab.go.id' },
    });
    const resources = JSON.stringify(only?.statement.Resource);
    for (const identity of ['identity/ikrar@contohkab.go.id', 'identity/contohkab.go.id'])
      expect(resources).toContain(identity);
    for (const name of functionNames)
      expect(lambdaOf(sending, name).Properties.Environment, name).toMatchObject({
        Variables: { IKRAR_MAIL: name === 'invitation' ? 'ses' : 'none' },
      });
    expect(JSON.stringify(roleStatements(template))).not.toContain('ses:');
    expect(() => synthesize({ 'ikrar:mailFrom': 'bukan alamat' })).toThrow(/mailFrom/);
  });

  test('RSA keys, where they are chosen, sign PKCS #1 v1.5 digests alone', () => {
    const rsa = synthesize({ 'ikrar:caKeys': 'rsa-3072', 'ikrar:signerKey': 'rsa-3072' });
    const specs = ofType(rsa, 'AWS::KMS::Key').map(({ Properties }) => Properties.KeySpec);
    expect(specs.filter((spec) => spec === 'RSA_3072')).toHaveLength(3);
    const signing = roleStatements(rsa).filter(({ statement }) => statement.Action.includes('kms:Sign'));
    for (const { statement } of signing)
      expect(statement.Condition).toEqual({
        StringEquals: {
          'kms:MessageType': 'DIGEST',
          'kms:SigningAlgorithm': 'RSASSA_PKCS1_V1_5_SHA_256',
        },
      });
    const environment = lambdaOf(rsa, 'enrolment').Properties.Environment;
    expect(environment).toMatchObject({ Variables: { IKRAR_SIGNER_KEY: 'rsa-3072' } });
  });

  test('a second generation of a key is used by whoever uses the first', () => {
    const two = synthesize({ 'ikrar:issuingKeys': '2', 'ikrar:timestampKeys': '2' });
    const aliases = ofType(two, 'AWS::KMS::Alias').map(({ Properties }) => Properties.AliasName);
    expect(aliases).toContain('alias/ikrar-demo/issuing-ca-2');
    expect(aliases).toContain('alias/ikrar-demo/tsa-2');
    const variables = lambdaOf(two, 'finishing').Properties.Environment;
    expect(idsIn(variables).length).toBe(
      idsIn(lambdaOf(template, 'finishing').Properties.Environment).length + 2,
    );
    const signed = (of: Template, name: 'enrolment' | 'signing' | 'finishing') =>
      roleStatements(of)
        .filter(({ role }) => idsIn(lambdaOf(of, name).Properties.Role).includes(role))
        .filter(({ statement }) => statement.Action.includes('kms:Sign'))
        .flatMap(({ statement }) => idsIn(statement.Resource)).length;
    for (const name of ['enrolment', 'signing', 'finishing'] as const)
      expect(signed(two, name), name).toBe(2 * signed(template, name));
  });

  test('only finishing writes the archive', () => {
    const [archive] = ofType(template, 'AWS::S3::Bucket').filter(
      ({ Properties }) => Properties.ObjectLockEnabled === true,
    );
    const writers = roleStatements(template).filter(
      ({ statement }) =>
        statement.Action.includes('s3:PutObject') && idsIn(statement.Resource).includes(archive?.id ?? ''),
    );
    expect(writers.map(({ role }) => role)).toEqual(idsIn(lambdaOf(template, 'finishing').Properties.Role));
  });

  test('every put is bound to the types of items the function writes', () => {
    for (const { statement } of roleStatements(template)) {
      if (!statement.Action.includes('dynamodb:PutItem')) continue;
      const keys = statement.Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
      const types = Array.isArray(keys) ? keys : [keys];
      for (const type of types) expect(type).toMatch(/^[a-z-]+#\*$/);
    }
  });
});
