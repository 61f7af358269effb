import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PkiMalformed } from '../../../core/pki/reading/pki-malformed.ts';
import { signatureIsGood } from '../../../core/pki/reading/signature-check.ts';
import { type SignatureScheme, signatureScheme } from '../../../core/pki/reading/signature-scheme.ts';

const data = new TextEncoder().encode('yang ditandatangani');
const spki = (key: KeyObject) => new Uint8Array(key.export({ type: 'spki', format: 'der' }));
const der = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' });
const k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
const ed = generateKeyPairSync('ed25519');
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };

const cases: [string, SignatureScheme, KeyObject, Uint8Array][] = [
  [
    'RSA PKCS#1 v1.5',
    { kind: 'rsa-pkcs1', hash: 'SHA-256' },
    rsa.publicKey,
    sign('sha256', data, rsa.privateKey),
  ],
  [
    'RSA-PSS',
    { kind: 'rsa-pss', hash: 'SHA-256', saltLength: 32 },
    rsa.publicKey,
    sign('sha256', data, { key: rsa.privateKey, ...pss }),
  ],
  ['ECDSA P-256', { kind: 'ecdsa', hash: 'SHA-256' }, p256.publicKey, sign('sha256', data, p256.privateKey)],
  ['ECDSA P-384', { kind: 'ecdsa', hash: 'SHA-384' }, p384.publicKey, sign('sha384', data, p384.privateKey)],
  ['ECDSA P-521', { kind: 'ecdsa', hash: 'SHA-512' }, p521.publicKey, sign('sha512', data, p521.privateKey)],
  ['Ed25519', { kind: 'ed25519' }, ed.publicKey, sign(null, data, ed.privateKey)],
];

describe.each(cases)('%s', (_name, scheme, key, value) => {
  const signature = new Uint8Array(value);

  it('accepts the signature', async () => {
    expect(await signatureIsGood(scheme, spki(key), signature, data)).toBe(true);
  });

  it('refuses other data and every changed signature', async () => {
    expect(await signatureIsGood(scheme, spki(key), signature, data.subarray(1))).toBe(false);
    for (let at = 0; at < signature.length; at += 7) {
      const changed = Uint8Array.from(signature);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const good = await signatureIsGood(scheme, spki(key), changed, data).catch((error) => {
        if (error instanceof PkiMalformed) return false;
        throw error;
      });
      expect(good).toBe(false);
    }
  });
});

describe('what is not accepted at all', () => {
  it('an RSA key with exponent 1, for which anybody can write a signature', async () => {
    const jwk = { ...rsa.publicKey.export({ format: 'jwk' }), e: 'AQ' };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const info = der('30 31 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20');
    const hash = createHash('sha256').update(data).digest();
    const padding = Buffer.alloc(256 - 3 - info.length - hash.length, 0xff);
    const forged = Uint8Array.from(Buffer.concat([der('00 01'), padding, der('00'), info, hash]));
    const judged = signatureIsGood({ kind: 'rsa-pkcs1', hash: 'SHA-256' }, spki(key), forged, data);
    await expect(judged).rejects.toThrow('exponent');
  });

  it.each([
    ['an RSA key of 1024 bits', { kind: 'rsa-pkcs1', hash: 'SHA-256' }, short.publicKey],
    ['a curve outside the list', { kind: 'ecdsa', hash: 'SHA-256' }, k1.publicKey],
    ['a key of another kind', { kind: 'rsa-pkcs1', hash: 'SHA-256' }, p256.publicKey],
  ] as const)('%s', async (_what, scheme, key) => {
    const check = signatureIsGood(scheme, spki(key), new Uint8Array(64), data);
    await expect(check).rejects.toMatchObject({ code: 'unsupported' });
  });

  it.each([
    ['sha1WithRSAEncryption', '30 0d 06 09 2a 86 48 86 f7 0d 01 01 05 05 00'],
    ['md5WithRSAEncryption', '30 0d 06 09 2a 86 48 86 f7 0d 01 01 04 05 00'],
    ['ecdsa-with-SHA1', '30 09 06 07 2a 86 48 ce 3d 04 01'],
    ['RSA-PSS with its default, SHA-1', '30 0d 06 09 2a 86 48 86 f7 0d 01 01 0a 30 00'],
    ['rsaEncryption without a digest', '30 0d 06 09 2a 86 48 86 f7 0d 01 01 01 05 00'],
  ])('%s', (_what, algorithm) => {
    expect(() => signatureScheme(der(algorithm))).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });

  it('rsaEncryption with SHA-1 as digest', () => {
    const algorithm = der('30 0d 06 09 2a 86 48 86 f7 0d 01 01 01 05 00');
    expect(() => signatureScheme(algorithm, '1.3.14.3.2.26')).toThrow(PkiMalformed);
    expect(signatureScheme(algorithm, '2.16.840.1.101.3.4.2.1')).toEqual({
      kind: 'rsa-pkcs1',
      hash: 'SHA-256',
    });
  });
});
