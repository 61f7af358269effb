import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { issueCertificate } from '../../core/pki/authority.ts';
import { sampleAuthority, samplePerson, sampleTools } from './sample-authority.ts';

test('root, issuing CA and person form a chain', async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const person = await samplePerson(authority, tools, 'Drs. Cakrabirama Muarabakti, M.Si.');

  const [certificate, issuing, root] = person.chain.map((der) => new X509Certificate(Buffer.from(der)));

  expect(certificate?.verify(issuing?.publicKey as never)).toBe(true);
  expect(issuing?.verify(root?.publicKey as never)).toBe(true);
  expect(root?.verify(root.publicKey)).toBe(true);
  expect(certificate?.checkIssued(issuing as never)).toBe(true);
  expect([certificate?.ca, issuing?.ca, root?.ca]).toEqual([false, true, true]);
  expect(certificate?.subject).toBe(
    'C=ID\nO=Pemerintah Kabupaten Langkat\nCN=Drs. Cakrabirama Muarabakti\\, M.Si.',
  );
  expect(certificate?.validTo).toBe('Jan  4 01:00:00 2029 GMT');
});

test('what will be signed is journalled before it is signed', async () => {
  const journalled: string[] = [];
  const tools = {
    ...sampleTools(),
    journal: async (entry: { serialNumber: string }) => void journalled.push(entry.serialNumber),
  };
  const authority = await sampleAuthority(tools);
  const refusing = {
    ...tools,
    vault: { ...tools.vault, sign: () => Promise.reject(new Error('the vault is away')) },
  };
  const { publicKey } = await tools.vault.key('somebody');

  const issuing = issueCertificate(
    authority,
    { profile: 'person', subject: { name: 'A' }, publicKey },
    refusing,
  );

  await expect(issuing).rejects.toThrow('the vault is away');
  expect(journalled).toHaveLength(4);
});

test('a vault which answers with a foreign signature is refused', async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const { publicKey } = await tools.vault.key('somebody');
  const lying = {
    ...tools,
    vault: {
      ...tools.vault,
      sign: (_id: string, message: Uint8Array) => tools.vault.sign('root-ca', message),
    },
  };

  const issuing = issueCertificate(
    authority,
    { profile: 'person', subject: { name: 'A' }, publicKey },
    lying,
  );

  await expect(issuing).rejects.toMatchObject({ name: 'SignatureRefused' });
});

test('a vault with other keys than the stored CA is refused', async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const { publicKey } = await tools.vault.key('somebody');

  const issuing = issueCertificate(
    authority,
    { profile: 'person', subject: { name: 'A' }, publicKey },
    sampleTools(),
  );

  await expect(issuing).rejects.toThrow('restore the right backup');
});

test('a name longer than X.520 allows falls back to the name without titles', async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const { publicKey } = await tools.vault.key('somebody');
  const subject = { name: `Prof. Dr. ${'Panjang '.repeat(8)}S.T., M.Eng.`, bareName: 'Panjang Sekali' };

  const certificate = await issueCertificate(authority, { profile: 'person', subject, publicKey }, tools);

  expect(new X509Certificate(Buffer.from(certificate)).subject).toContain('CN=Panjang Sekali');
});
