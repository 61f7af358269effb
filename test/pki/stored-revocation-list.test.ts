import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList } from '@peculiar/asn1-x509';
import { expect, test } from 'vitest';
import {
  findRevocationList,
  reissueRevocationList,
  revocationOf,
  revokeCertificate,
} from '../../core/pki/stored-revocation-list.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { issuedCertificate, openInstallation } from './installation.ts';
import { memoryVault } from './memory-vault.ts';

const scratch = scratchFolder();
const revokedAt = new Date('2027-01-04T01:00:00Z');

test('a revocation is known at once, with its reason, and only its own', async () => {
  const ports = await openInstallation(scratch);
  const { serial: serialNumber } = await issuedCertificate(ports);

  await revokeCertificate(ports, { serialNumber, revokedAt, reason: 'keyCompromise' });
  await revokeCertificate(ports, { serialNumber, revokedAt, reason: 'superseded' });

  const known = await revocationOf(ports.registry, serialNumber.toUpperCase());
  expect(known).toEqual({ serialNumber, revokedAt, reason: 'keyCompromise' });
  expect(await revocationOf(ports.registry, '01ac')).toBeUndefined();
});

test('what was never issued is not revoked', async () => {
  const ports = await openInstallation(scratch);
  const before = await findRevocationList(ports.registry, 'issuing');

  const revoking = revokeCertificate(ports, { serialNumber: '01ab', revokedAt, reason: 'superseded' });

  await expect(revoking).rejects.toMatchObject({ name: 'NeverIssued' });
  expect(await findRevocationList(ports.registry, 'issuing')).toEqual(before);
});

test('a list is journalled before it is signed, and a cut-off run spends its number', async () => {
  const ports = await openInstallation(scratch);
  const { serial: serialNumber } = await issuedCertificate(ports);
  const away = { ...ports.vault, sign: () => Promise.reject(new Error('the vault is away')) };
  const revocation = { serialNumber, revokedAt, reason: 'keyCompromise' } as const;

  await expect(revokeCertificate({ ...ports, vault: away }, revocation)).rejects.toThrow('vault is away');
  await revokeCertificate(ports, revocation);

  expect(await ports.registry.load('listing#issuing.2')).toBeDefined();
  const list = await findRevocationList(ports.registry, 'issuing');
  expect(list?.number).toBe(3);
  const { tbsCertListRaw } = AsnConvert.parse(list?.list ?? new Uint8Array(), CertificateList);
  const entry = await ports.registry.load('listing#issuing.3');
  expect(entry?.body).toEqual({
    tbsCertList: Buffer.from(tbsCertListRaw ?? new ArrayBuffer(0)).toString('base64'),
  });
});

test('a vault with another key than the CA has issues no list', async () => {
  const ports = await openInstallation(scratch);

  const renewing = reissueRevocationList({ ...ports, vault: memoryVault() }, 'root');

  await expect(renewing).rejects.toThrow('restore the right backup');
});

test('two who revoke at once both find their certificate in the list', async () => {
  const ports = await openInstallation(scratch);
  const serials = [await issuedCertificate(ports), await issuedCertificate(ports)].map(
    ({ serial }) => serial,
  );

  await Promise.all(
    serials.map((serialNumber) =>
      revokeCertificate(ports, { serialNumber, revokedAt, reason: 'superseded' }),
    ),
  );

  for (const serial of serials) expect(await revocationOf(ports.registry, serial)).toBeDefined();
});
