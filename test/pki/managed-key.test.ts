import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { createManagedKey, openManagedKey } from '../../core/pki/managed-key.ts';
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
