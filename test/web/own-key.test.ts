import { createPrivateKey, randomBytes, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import forge from 'node-forge';
import { describe, expect, test } from 'vitest';
import { der, derObjectIdentifier, tags } from '../../core/pki/der.ts';
import { equalBytes } from '../../core/pki/reading/bytes.ts';
import { readPemCertificates } from '../../core/pki/reading/pem.ts';
import { ContainerRefused } from '../../web/scripts/own-key/container-refused.ts';
import { openIdentity } from '../../web/scripts/own-key/identity.ts';
import { KeyStretching, mostRounds } from '../../web/scripts/own-key/key-stretching.ts';
import { openPkcs12 } from '../../web/scripts/own-key/pkcs12.ts';
import { ecdsaValue } from '../../web/scripts/own-key/signing-key.ts';

const passphrase = 'rahasia uji';
const file = (name: string) => new Uint8Array(readFileSync(new URL(`p12/${name}`, import.meta.url)));
const message = new Uint8Array([1, 2, 3]);

const refusal = async (bytes: Uint8Array, words = passphrase): Promise<string> =>
  openIdentity(bytes, words).then(
    () => 'opened',
    (error: unknown) => {
      if (error instanceof ContainerRefused) return error.code;
      throw error;
    },
  );

describe('a PKCS #12 file made by OpenSSL', () => {
  test.each([
    ['rsa-aes256', 'rsa-2048', 'sha256'],
    ['rsa-3des', 'rsa-2048', 'sha256'],
    ['rsa-rc2-40', 'rsa-2048', 'sha256'],
    ['rsa-rc2-128', 'rsa-2048', 'sha256'],
    ['p256-aes256', 'ecdsa-p256', 'sha256'],
    ['p256-3des', 'ecdsa-p256', 'sha256'],
    ['p384-aes128', 'ecdsa-p384', 'sha384'],
  ])('%s opens, and its key signs', async (name, algorithm, hash) => {
    const { key, certificate, others } = await openIdentity(file(`${name}.p12`), passphrase);

    const value = await key.sign(message);

    expect(key.algorithm).toBe(algorithm);
    expect(certificate.commonName).toBe('Drs. Cakrabirama Muarabakti, M.Si.');
    const [root] = readPemCertificates(
      file('root.pem').reduce((text, c) => text + String.fromCharCode(c), ''),
    );
    expect(others.some(({ der }) => equalBytes(der, root?.der ?? new Uint8Array()))).toBe(true);
    const spki = { key: Buffer.from(certificate.publicKeyInfo), format: 'der', type: 'spki' } as const;
    expect(verify(hash, message, spki, value)).toBe(true);
  });

  test.each([
    ['no-key.p12', 'no-key'],
    ['no-certificate.p12', 'no-certificate'],
    ['no-mac.p12', 'unsupported'],
    ['weak.p12', 'weak-key'],
    ['root.pem', 'malformed'],
  ])('%s is refused: %s', async (name, code) => {
    expect(await refusal(file(name))).toBe(code);
  });

  test('a wrong passphrase is told apart from a broken file', async () => {
    for (const name of ['rsa-aes256', 'rsa-rc2-40', 'p256-aes256']) {
      expect(await refusal(file(`${name}.p12`), 'Rahasia uji')).toBe('wrong-passphrase');
      expect(await refusal(file(`${name}.p12`), '')).toBe('wrong-passphrase');
    }
  });

  test('cut short anywhere, it is refused', async () => {
    const whole = file('p256-aes256.p12');
    for (let length = 0; length < whole.length; length += 97)
      expect(await refusal(whole.subarray(0, length))).toBe('malformed');
    expect(await refusal(new Uint8Array([...whole, 0]))).toBe('malformed');
  });

  test('what is no such file, or too large, is refused', async () => {
    expect(await refusal(new Uint8Array(300_000))).toBe('too-large');
    expect(await refusal(new Uint8Array(randomBytes(2_000)))).toBe('malformed');
  });

  test('a billion rounds are not begun', async () => {
    expect(await refusal(withRounds(Uint8Array.of(0x3b, 0x9a, 0xca, 0x00)))).toBe('too-costly');
    expect(await refusal(withRounds(Uint8Array.of(0x00)))).toBe('malformed');
    expect(await refusal(withRounds(new Uint8Array(9).fill(0x11)))).toBe('too-costly');
    expect(await refusal(withRounds(Uint8Array.of(0x08, 0x00)))).toBe('wrong-passphrase');
  });

  test('one file may ask for so much work altogether, not in each of its parts', () => {
    const stretching = new KeyStretching(passphrase);
    const part = { salt: new Uint8Array(8), rounds: 1_000, length: 20, hash: 'sha1' } as const;

    stretching.pkcs12(1, part);

    expect(() => stretching.pkcs12(1, { ...part, rounds: mostRounds - 999 })).toThrow(ContainerRefused);
  });
});

/** An empty file whose integrity code says that it was stretched so often. */
function withRounds(rounds: Uint8Array): Uint8Array {
  const { sequence, integer, octetString, context0 } = tags;
  const sha1 = der(sequence, derObjectIdentifier('1.3.14.3.2.26'));
  return der(
    sequence,
    der(integer, Uint8Array.of(3)),
    der(
      sequence,
      derObjectIdentifier('1.2.840.113549.1.7.1'),
      der(context0, der(octetString, der(sequence))),
    ),
    der(
      sequence,
      der(sequence, sha1, der(octetString, new Uint8Array(20))),
      der(octetString, new Uint8Array(8)),
      der(integer, rounds),
    ),
  );
}

test.each(['3des', 'aes256'] as const)('a key which node-forge put under %s is read', async (algorithm) => {
  const { keys, certificates } = await openPkcs12(file('rsa-3des.p12'), passphrase);
  const [key = new Uint8Array()] = keys;
  const chain = certificates
    .slice(0, 1)
    .map((one) => forge.pki.certificateFromAsn1(forge.asn1.fromDer(Buffer.from(one).toString('binary'))));
  const pem = createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs1', format: 'pem' })
    .toString();
  const made = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(pem), chain, 'sandi uji', { algorithm });
  const bytes = Uint8Array.from(forge.asn1.toDer(made).getBytes(), (c) => c.charCodeAt(0));

  expect((await openPkcs12(bytes, 'sandi uji')).keys).toEqual([key]);
  expect(await refusal(bytes, 'sandi Uji')).toBe('wrong-passphrase');
});

test('an ECDSA value is shortest DER, whatever its halves begin with', () => {
  const pair = (r: number, s: number) => {
    const bytes = new Uint8Array(64);
    bytes.set([r, 7], 30);
    bytes.set([s], 32);
    return ecdsaValue(bytes);
  };

  expect([...pair(0x00, 0x80)].slice(0, 5)).toEqual([0x30, 3 + 35, 0x02, 0x01, 0x07]);
  expect([...pair(0x80, 0x01)].slice(0, 7)).toEqual([0x30, 5 + 34, 0x02, 0x03, 0x00, 0x80, 0x07]);
});
