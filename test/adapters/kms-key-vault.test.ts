import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kmsKeyVault } from '../../adapters/aws/kms-key-vault.ts';
import type { KeyVault } from '../../core/ports/key-vault.ts';
import { type ScriptedAnswer, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

// The contract runs against moto in the conformance suite; here are KMS's answers which moto does not give.

const arn = 'arn:aws:kms:ap-southeast-3:111122223333:key/1';
const signing = { 'root-ca': ['alias/root'], 'issuing-ca': ['alias/issuing'], tsa: ['alias/tsa'] };

function answer(body: object, status = 200): ScriptedAnswer {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}
const refusal = (type: string) => answer({ __type: type, message: '' }, 400);

function keyPair(namedCurve: string) {
  return generateKeyPairSync('ec', {
    namedCurve,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

describe('KMS key vault', () => {
  let server: ScriptedServer;
  let client: KMSClient;
  let vault: KeyVault;

  beforeAll(async () => {
    server = await startScriptedServer();
    client = new KMSClient({
      endpoint: server.endpoint,
      region: 'ap-southeast-3',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    vault = kmsKeyVault({ client, keys: { signing, wrapping: 'alias/wrap' } });
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  it('signs under the ARN behind the alias, and hands the DER signature on', async () => {
    const pair = keyPair('P-384');
    const message = Buffer.from('pesan');
    const signature = sign('sha384', message, pair.privateKey);
    server.expectCalls(
      answer({ KeyId: arn, PublicKey: pair.publicKey.toString('base64') }),
      answer({ KeyId: arn, Signature: signature.toString('base64') }),
    );

    const key = await vault.key('root-ca');
    const signed = await vault.sign(key.id, message);

    expect(key).toEqual({ id: arn, algorithm: 'ecdsa-p384', publicKey: new Uint8Array(pair.publicKey) });
    expect(verify('sha384', message, { key: pair.publicKey, format: 'der', type: 'spki' }, signed)).toBe(
      true,
    );
    const sent = server.received.map(({ body }) => JSON.parse(body.toString()));
    expect(sent[0]).toEqual({ KeyId: 'alias/root' });
    expect(sent[1]).toEqual({
      KeyId: arn,
      Message: createHash('sha384').update(message).digest('base64'),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_384',
    });
  });

  it('refuses a key on another curve than the purpose wants', async () => {
    for (const curve of ['P-384', 'P-521', 'secp256k1']) {
      server.expectCalls(
        answer({ KeyId: `${arn}-${curve}`, PublicKey: keyPair(curve).publicKey.toString('base64') }),
      );
      await expect(vault.key('issuing-ca')).rejects.toMatchObject({ code: 'wrong-algorithm' });
    }
  });

  it('takes the second key of a purpose for its second generation, and has no third', async () => {
    const two = kmsKeyVault({ client, keys: { signing: { ...signing, tsa: ['a', 'b'] }, wrapping: 'w' } });
    server.expectCalls(answer({ KeyId: arn, PublicKey: keyPair('P-256').publicKey.toString('base64') }));
    expect((await two.key('tsa/2')).id).toBe(arn);
    expect(server.received.map(({ body }) => JSON.parse(body.toString()))).toEqual([{ KeyId: 'b' }]);
    await expect(two.key('tsa/3')).rejects.toMatchObject({ name: 'KeyNotHeld' });
  });

  it.each(['InvalidCiphertextException', 'IncorrectKeyException'])(
    'refuses to unwrap on %s',
    async (type) => {
      server.expectCalls(refusal(type));
      await expect(vault.unwrap(new Uint8Array(10), {})).rejects.toMatchObject({ name: 'UnwrapRefused' });
    },
  );

  it.each([
    'ThrottlingException',
    'KMSInternalException',
    'DisabledException',
    'KeyUnavailableException',
    'NotFoundException',
    'AccessDeniedException',
  ])('says StorageUnavailable, never UnwrapRefused, on %s', async (type) => {
    const calls = [
      () => vault.unwrap(new Uint8Array(10), {}),
      () => vault.wrap(new Uint8Array(10), {}),
      () => vault.key('tsa'),
      () => vault.sign(arn, new Uint8Array(48)),
    ];
    for (const call of calls) {
      server.expectCalls(refusal(type));
      await expect(call()).rejects.toMatchObject({ name: 'StorageUnavailable', cause: { name: type } });
    }
  });

  it('binds the context into what it wraps and unwraps', async () => {
    server.expectCalls(
      answer({ CiphertextBlob: Buffer.from('bungkus').toString('base64') }),
      answer({ Plaintext: Buffer.from('rahasia').toString('base64') }),
    );
    const context = { person: 'p1' };
    const wrapped = await vault.wrap(Buffer.from('rahasia'), context);
    expect(Buffer.from(await vault.unwrap(wrapped, context)).toString()).toBe('rahasia');
    const sent = server.received.map(({ body }) => JSON.parse(body.toString()));
    expect(sent).toMatchObject([
      { KeyId: 'alias/wrap', EncryptionContext: context },
      { KeyId: 'alias/wrap', EncryptionContext: context },
    ]);
  });
});
