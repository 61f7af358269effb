import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { chainOf } from '../../core/pki/authority.ts';
import { ownTimestamper } from '../../core/pki/own-timestamper.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { buildChain } from '../../core/pki/reading/certificate-chain.ts';
import { renewTimestamper, rotateIssuingCa } from '../../core/pki/rotation.ts';
import {
  findRevocationList,
  freshRevocationLists,
  renewIssuingLists,
  revocationListsInForce,
  revocationOf,
  revokeCertificate,
} from '../../core/pki/stored-revocation-list.ts';
import { KeyNotHeld } from '../../core/ports/storage-errors.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { authorityOf, type Installation, issuedCertificate, openInstallation } from './installation.ts';

const scratch = scratchFolder();
const days = 86_400;

test('a time-stamping authority is followed by one with another key before five years are left', async () => {
  const ports = await openInstallation(scratch);
  const first = await authorityOf(ports);

  ports.clock.moveBy(300 * days);
  await renewTimestamper(ports);
  expect(await authorityOf(ports)).toEqual(first);
  ports.clock.moveBy(100 * days);
  await Promise.all([renewTimestamper(ports), renewTimestamper(ports)]);

  const renewed = await authorityOf(ports);
  expect(renewed.timestampers.map(({ purpose }) => purpose)).toEqual(['tsa', 'tsa/2']);
  expect(renewed.timestampers[0]).toEqual(first.timestampers[0]);
  const { notAfter, publicKeyInfo } = readCertificate(renewed.timestamp);
  expect(notAfter.getTime() - ports.clock.now().getTime()).toBeGreaterThan(5 * 365 * days * 1000);
  expect(publicKeyInfo).toEqual((await ports.vault.key('tsa/2')).publicKey);
  expect(await ownTimestamper(ports)(new Uint8Array(32))).toBeInstanceOf(Uint8Array);
});

test('without a second key the same key gets the next certificate', async () => {
  const ports = await openInstallation(scratch);
  ports.clock.moveBy(400 * days);
  const key = (purpose: string) =>
    purpose === 'tsa/2' ? Promise.reject(new KeyNotHeld(purpose)) : ports.vault.key(purpose);

  await renewTimestamper({ ...ports, vault: { ...ports.vault, key } });

  const { timestampers } = await authorityOf(ports);
  expect(timestampers.map(({ purpose }) => purpose)).toEqual(['tsa', 'tsa']);
});

test('a failure which is not a missing key renews nothing', async () => {
  const ports = await openInstallation(scratch);
  ports.clock.moveBy(400 * days);
  const away = { ...ports.vault, key: () => Promise.reject(new Error('the vault is away')) };

  await expect(renewTimestamper({ ...ports, vault: away })).rejects.toThrow('vault is away');

  expect((await authorityOf(ports)).timestampers).toHaveLength(1);
});

test('near the end of the root the TSA is not renewed again and again', async () => {
  const ports = await openInstallation(scratch);
  for (let year = 0; year < 24; year += 1) {
    ports.clock.moveBy(370 * days);
    for (let sweep = 0; sweep < 3; sweep += 1) await renewTimestamper(ports);
  }
  expect((await authorityOf(ports)).timestampers.length).toBeLessThanOrEqual(21);
});

test('the next issuing CA signs from then on, and the one before goes on with its list', async () => {
  const ports = await openInstallation(scratch);
  const old = await issuedCertificate(ports, 'lama');

  await rotateIssuingCa(ports);
  const waiting = revocationListsInForce(ports.registry, ports.clock.now());
  await expect(waiting).rejects.toMatchObject({ name: 'RevocationListStale' });
  await renewIssuingLists(ports);

  const authority = await authorityOf(ports);
  const fresh = await issuedCertificate(ports, 'baru');
  expect(authority.issuers.map(({ purpose }) => purpose)).toEqual(['issuing-ca', 'issuing-ca/2']);
  const root = [readCertificate(authority.root)];
  for (const certificate of [old, fresh]) {
    const [, issuer] = chainOf(authority, certificate.der);
    const built = await buildChain(certificate, [readCertificate(issuer)], root, ports.clock.now());
    expect(built.trusted).toBe(true);
  }
  expect(new X509Certificate(authority.issuing).subject).toContain('CN=Ikrar Issuing CA 2');
  expect(await revocationListsInForce(ports.registry, ports.clock.now())).toHaveLength(3);

  const revokedAt = ports.clock.now();
  await revokeCertificate(ports, { serialNumber: old.serial, revokedAt, reason: 'keyCompromise' });
  expect(await revocationOf(ports.registry, old.serial)).toBeDefined();
  expect((await findRevocationList(ports.registry, 'issuing'))?.number).toBe(2);
  expect((await findRevocationList(ports.registry, 'issuing-2'))?.number).toBe(1);

  ports.clock.moveBy(60);
  const sealing = await freshRevocationLists(ports, ports.clock.now());
  expect(sealing).toHaveLength(3);
  expect((await findRevocationList(ports.registry, 'issuing'))?.number).toBe(3);
  expect(await ownTimestamper(ports)(new Uint8Array(32))).toBeInstanceOf(Uint8Array);
});

test('an issuing CA is revoked in the list of the root, issues nothing from then on, and the next one does', async () => {
  const ports = await openInstallation(scratch);
  const { serial } = readCertificate((await authorityOf(ports)).issuing);

  await revokeCertificate(ports, {
    serialNumber: serial,
    revokedAt: ports.clock.now(),
    reason: 'keyCompromise',
  });

  expect((await findRevocationList(ports.registry, 'root'))?.number).toBe(2);
  expect(await revocationOf(ports.registry, serial)).toBeDefined();
  const before = await journalled(ports);
  await expect(issuedCertificate(ports)).rejects.toMatchObject({ name: 'IssuingCaRevoked' });
  expect(await journalled(ports)).toBe(before);
  await rotateIssuingCa(ports);
  expect((await issuedCertificate(ports)).issuerText).toContain('Ikrar Issuing CA 2');
});

async function journalled({ registry }: Installation): Promise<number> {
  const { rows } = await registry.scan({});
  return rows.filter(({ key }) => key.startsWith('issuance#')).length;
}
