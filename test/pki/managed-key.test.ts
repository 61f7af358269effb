import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  createManagedKey,
  isBelowCost,
  openManagedKey,
  rewrapManagedKey,
} from '../../core/pki/managed-key.ts';
import { sampleTools, testCost } from './sample-authority.ts';

const context = { person: 'p-1' };

async function prepared(passphrase: string) {
  const tools = sampleTools();
  return { tools, ...(await createManagedKey(passphrase, { ...tools, context, cost: testCost })) };
}

test('the right passphrase opens the key, which signs for its public key', async () => {
  const { tools, publicKey, record } = await prepared('rahasia sekali');

  const signer = await openManagedKey(JSON.parse(JSON.stringify(record)), 'rahasia sekali', {
    ...tools,
    context,
  });
  const signature = await signer.sign(Buffer.from('pesan'));

  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  expect(verify('sha256', Buffer.from('pesan'), key, signature)).toBe(true);
});

test('a wrong passphrase is told apart from everything else', async () => {
  const { tools, record } = await prepared('rahasia sekali');

  const opening = openManagedKey(record, 'rahasia sekal1', { ...tools, context });

  await expect(opening).rejects.toMatchObject({ name: 'WrongPassphrase', code: 'wrong-passphrase' });
});

test("another person's context does not open it, whatever the passphrase", async () => {
  const { tools, record } = await prepared('rahasia sekali');

  const opening = openManagedKey(record, 'rahasia sekali', { ...tools, context: { person: 'p-2' } });

  await expect(opening).rejects.toMatchObject({ name: 'UnwrapRefused' });
});

test('a passphrase composed or decomposed is the same passphrase', async () => {
  const { tools, record } = await prepared('caf\u00e9');

  const opening = openManagedKey(record, 'cafe\u0301', { ...tools, context });

  await expect(opening).resolves.toBeDefined();
});

test('a stored cost beyond reason is refused before memory is spent', async () => {
  const { tools, record } = await prepared('x');

  const opening = openManagedKey({ ...record, N: 2 ** 26 }, 'x', { ...tools, context });

  await expect(opening).rejects.toThrow('scrypt cost');
});

test('the same key goes under another passphrase or another cost, with a new salt', async () => {
  const { tools, publicKey, record } = await prepared('rahasia sekali');
  const cost = { N: 8192, r: 8, p: 1 };

  const next = await rewrapManagedKey(record, 'rahasia sekali', 'rahasia baru', { ...tools, context, cost });

  const signer = await openManagedKey(next, 'rahasia baru', { ...tools, context });
  expect(Buffer.from(signer.publicKey)).toEqual(Buffer.from(publicKey));
  expect(next.salt).not.toBe(record.salt);
  expect([isBelowCost(record, cost), isBelowCost(next, cost)]).toEqual([true, false]);
  await expect(openManagedKey(next, 'rahasia sekali', { ...tools, context })).rejects.toMatchObject({
    name: 'WrongPassphrase',
  });
  await expect(
    rewrapManagedKey(record, 'bukan ini', 'rahasia baru', { ...tools, context, cost }),
  ).rejects.toMatchObject({ name: 'WrongPassphrase' });
});

test('what is secret is wiped on every way out: wrapped, refused by the vault, wrong passphrase', async () => {
  const { tools, record } = await prepared('rahasia sekali');
  const seen: Uint8Array[] = [];
  const spying = {
    ...tools,
    context,
    cost: testCost,
    vault: {
      ...tools.vault,
      unwrap: async (...given: Parameters<typeof tools.vault.unwrap>) => {
        const sealed = await tools.vault.unwrap(...given);
        seen.push(sealed);
        return sealed;
      },
      wrap: () => Promise.reject(new Error('the vault is away')),
    },
  };

  await expect(rewrapManagedKey(record, 'bukan ini', 'baru', spying)).rejects.toThrow('does not open');
  await expect(rewrapManagedKey(record, 'rahasia sekali', 'baru', spying)).rejects.toThrow('is away');

  expect(seen).toHaveLength(2);
  expect(seen.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
});
