import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyVault, VaultKey, VaultKeyAlgorithm } from '../../core/ports/key-vault.ts';

export type OpenedKeyVault = {
  readonly vault: KeyVault;
  /** The same keys through another connection, as after a restart. */
  reopen(): Promise<KeyVault>;
  /** Where a stand-in for the real engine is known to differ from it; none in an engine of ours. */
  readonly flaws?: {
    /** Hashes a digest once more before it signs it. */
    readonly hashesDigests?: true;
    /** As many bytes at the start of wrapped bytes are no ciphertext, and altered ones get another error. */
    readonly openHeaderBytes?: number;
  };
  close(): Promise<void>;
};

const p384 = { algorithm: 'ecdsa-p384', hash: 'sha384', details: { namedCurve: 'secp384r1' } } as const;
const p256 = { algorithm: 'ecdsa-p256', hash: 'sha256', details: { namedCurve: 'prime256v1' } } as const;
const rsa = {
  algorithm: 'rsa-3072',
  hash: 'sha256',
  details: { modulusLength: 3072, publicExponent: 65_537n },
} as const;
type Expected = {
  readonly purpose: string;
  readonly algorithm: VaultKeyAlgorithm;
  readonly hash: string;
  readonly details: object;
};
const families = {
  ecdsa: [
    { purpose: 'root-ca', ...p384 },
    { purpose: 'issuing-ca', ...p256 },
    { purpose: 'tsa', ...p256 },
  ],
  'rsa-3072': [
    { purpose: 'root-ca', ...rsa },
    { purpose: 'issuing-ca', ...rsa },
    { purpose: 'tsa', ...rsa },
  ],
} as const;

export function keyVaultContract(
  name: string,
  family: keyof typeof families,
  open: () => Promise<OpenedKeyVault>,
): void {
  const purposes: readonly Expected[] = families[family];
  const issuingHash = families[family][1].hash;
  describe(`key vault contract: ${name}, ${family}`, () => {
    let opened: OpenedKeyVault;
    let vault: KeyVault;

    beforeAll(async () => {
      opened = await open();
      vault = opened.vault;
    });
    afterAll(() => opened?.close());

    it.each(purposes)(
      'keeps one $algorithm key for $purpose across openings',
      async ({ purpose, ...expected }) => {
        const key = await vault.key(purpose);

        expect(key.algorithm).toBe(expected.algorithm);
        expect(publicKey(key).asymmetricKeyDetails).toEqual(expected.details);
        expect(await vault.key(purpose)).toEqual(key);
        expect(await (await opened.reopen()).key(purpose)).toEqual(key);
      },
    );

    it('has another key for each purpose', async () => {
      const keys = await Promise.all(purposes.map(({ purpose }) => vault.key(purpose)));
      expect(new Set(keys.map((key) => Buffer.from(key.publicKey).toString('hex'))).size).toBe(3);
      expect(new Set(keys.map((key) => key.id)).size).toBe(3);
    });

    it.each(['', 'other', '__proto__', '../tsa', 'Root-CA', 'tsa/1', 'tsa/02', 'tsa/2/3', 'root-ca/2'])(
      'refuses the purpose %j',
      async (purpose) => {
        await expect(vault.key(purpose)).rejects.toMatchObject({
          name: 'VaultRefused',
          code: 'unknown-purpose',
        });
      },
    );

    it.each(purposes)('signs for $purpose what verifies over the message', async ({ purpose, hash }) => {
      const key = await vault.key(purpose);
      for (let n = 0; n < 10; n += 1) {
        const message = randomBytes(n * 1400);
        const digest = createHash(hash).update(message).digest();

        const signature = await vault.sign(key.id, message);

        const signed = opened.flaws?.hashesDigests === true ? digest : message;
        expect(verify(hash, signed, publicKey(key), signature)).toBe(true);
        expect(verify(hash, Buffer.concat([signed, Buffer.of(0)]), publicKey(key), signature)).toBe(false);
      }
    });

    it('signs with a key it has just been reopened for', async () => {
      const key = await vault.key('issuing-ca');
      const digest = createHash(issuingHash).update('pesan').digest();
      const signature = await (await opened.reopen()).sign(key.id, Buffer.from('pesan'));
      const signed = opened.flaws?.hashesDigests === true ? digest : Buffer.from('pesan');
      expect(verify(issuingHash, signed, publicKey(key), signature)).toBe(true);
    });

    it.each([1, 2, 32, 1217, 1900, 4096])(
      'unwraps %i bytes for the same context, whatever its order',
      async (length) => {
        const secret = new Uint8Array(randomBytes(length));
        const wrapped = await vault.wrap(secret, { person: 'p1', use: 'key' });
        expect(await vault.unwrap(wrapped, { use: 'key', person: 'p1' })).toEqual(secret);
        expect(await (await opened.reopen()).unwrap(wrapped, { person: 'p1', use: 'key' })).toEqual(secret);
      },
    );

    it('wraps the same secret differently each time, never in the clear', async () => {
      const secret = randomBytes(32);
      const [a, b] = [await vault.wrap(secret, { n: '1' }), await vault.wrap(secret, { n: '1' })];
      expect(Buffer.from(a).equals(b)).toBe(false);
      expect(Buffer.from(a).includes(secret)).toBe(false);
    });

    it.each([
      {},
      { person: 'p1' },
      { person: 'p2', use: 'key' },
      { person: 'p1', use: 'key', more: '' },
      { person: 'key', use: 'p1' },
      { 'person":"p1': 'use', use: 'key' },
    ])('refuses to unwrap for the context %j', async (context) => {
      const wrapped = await vault.wrap(randomBytes(32), { person: 'p1', use: 'key' });
      await expect(vault.unwrap(wrapped, context as Record<string, string>)).rejects.toMatchObject({
        name: 'UnwrapRefused',
      });
    });

    it('refuses wrapped bytes that were cut', async () => {
      const wrapped = await vault.wrap(randomBytes(32), { n: '1' });
      for (const length of [0, 1, 12, wrapped.length - 1]) {
        await expect(vault.unwrap(wrapped.subarray(0, length), { n: '1' })).rejects.toMatchObject({
          name: 'UnwrapRefused',
        });
      }
    });

    it('refuses wrapped bytes with any one bit turned', async () => {
      const wrapped = await vault.wrap(randomBytes(8), { n: '1' });
      for (let at = opened.flaws?.openHeaderBytes ?? 0; at < wrapped.length; at += 1) {
        const altered = wrapped.slice();
        altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
        await expect(vault.unwrap(altered, { n: '1' })).rejects.toMatchObject({ name: 'UnwrapRefused' });
      }
    });

    it.each([0, 4097])('refuses to wrap %i bytes', async (length) => {
      await expect(vault.wrap(new Uint8Array(length), {})).rejects.toMatchObject({ code: 'secret-length' });
    });
  });
}

function publicKey({ publicKey: spki }: VaultKey) {
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}
