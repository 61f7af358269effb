import { X509Certificate } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { findAuthority } from '../../core/pki/stored-authority.ts';
import { insideScratch } from './inside.ts';

const { ikrar, withPorts } = insideScratch();
const government = ['--organization', 'Pemerintah Kabupaten Langkat'];

const authorityOf = () =>
  withPorts(async ({ registry }) => {
    const authority = await findAuthority(registry);
    if (!authority) throw new Error('no authority was established');
    return authority;
  });

it('founds an authority once and prints its fingerprints for the minutes', async () => {
  const { code, stdout } = await ikrar('authority', 'create', ...government);

  expect(code).toBe(0);
  const { root, issuing, timestamp } = await authorityOf();
  for (const der of [root, issuing, timestamp])
    expect(stdout).toContain(new X509Certificate(der).fingerprint256);
  expect((await ikrar('authority', 'create', ...government)).code).toBe(65);
  expect((await authorityOf()).root).toEqual(root);
});

it('writes addresses into certificates only where there is a public one', async () => {
  vi.stubEnv('IKRAR_PUBLIC_URL', 'https://ikrar.langkatkab.go.id');
  vi.stubEnv('IKRAR_CRL_URL', 'http://crl.langkatkab.go.id');
  await ikrar('authority', 'create', ...government);

  expect(new X509Certificate((await authorityOf()).issuing).infoAccess).toContain(
    'http://crl.langkatkab.go.id/crl/root.cer',
  );
});

it('revokes by serial number or fingerprint, after a question, and only what was issued', async () => {
  await ikrar('authority', 'create', ...government);
  const { timestamp } = await authorityOf();
  const { fingerprint256 } = new X509Certificate(timestamp);
  const revoke = ['authority', 'revoke', fingerprint256, '--reason', 'superseded'];

  expect((await ikrar('authority', 'revoke', fingerprint256, '--yes')).stderr).toContain('keyCompromise:');
  expect((await ikrar(...revoke)).code).toBe(64);
  expect((await ikrar(...revoke, '--yes')).stdout).toMatch(/dicabut pada/);
  expect((await ikrar(...revoke, '--yes')).stderr).toContain('sudah dicabut');
  const unknown = await ikrar('authority', 'revoke', '01ab', '--reason', 'superseded', '--yes');
  expect(unknown.code).toBe(65);
  expect((await ikrar('authority', 'status')).stdout).toContain('3 sertifikat dicatat');
  expect((await ikrar('authority', 'status')).stdout).toContain('root: nomor 2');
  expect((await ikrar('fsck')).code).toBe(0);
});

it('renews the list of the root and follows the issuing CA by another', async () => {
  await ikrar('authority', 'create', ...government);

  expect((await ikrar('authority', 'renew-root-list')).stdout).toContain('nomor 2');
  expect((await ikrar('authority', 'renew-timestamp')).stdout).toContain('tidak ada yang diubah');
  expect((await ikrar('authority', 'rotate-issuing')).code).toBe(64);
  expect((await ikrar('authority', 'rotate-issuing', '--yes')).stdout).toContain('Otoritas penerbit 2');

  const status = await ikrar('authority', 'status');
  expect(status.stdout).toContain('issuing-2: nomor 1');
  expect(status.stdout).not.toContain('PERHATIAN');
  expect((await ikrar('fsck')).code).toBe(0);
});

it('tells what is missing where there is no authority or no such step', async () => {
  expect((await ikrar('authority', 'status')).code).toBe(64);
  expect((await ikrar('authority', 'hapus')).code).toBe(64);
});
