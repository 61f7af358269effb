import { expect, test } from 'vitest';
import { authorityWarnings } from '../../core/pki/authority-health.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { renewTimestamper, rotateIssuingCa } from '../../core/pki/rotation.ts';
import {
  renewIssuingLists,
  renewRevocationList,
  revokeCertificate,
} from '../../core/pki/stored-revocation-list.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { authorityOf, type Installation, openInstallation } from './installation.ts';

const scratch = scratchFolder();
const days = 86_400;

const codes = async ({ registry, clock }: Installation) =>
  (await authorityWarnings(registry, clock.now())).map(({ code }) => code);

test('a new installation has nothing to do; one without an authority neither', async () => {
  const ports = await openInstallation(scratch);
  expect(await codes(ports)).toEqual([]);
  const empty = { ...ports.registry, load: () => Promise.resolve(undefined) };
  expect(await authorityWarnings(empty, ports.clock.now())).toEqual([]);
});

test('sixty days before its end the root’s list is called for, and not after it was renewed', async () => {
  const ports = await openInstallation(scratch);
  ports.clock.moveBy(339 * days);
  await renewIssuingLists(ports);
  expect(await codes(ports)).toEqual([]);
  ports.clock.moveBy(2 * days);
  const warnings = await authorityWarnings(ports.registry, ports.clock.now());
  expect(warnings).toEqual([{ code: 'root-list-ending', ends: new Date('2028-02-08T01:00:00Z') }]);

  await renewRevocationList(ports, 'root');

  expect(await codes(ports)).toEqual([]);
});

test('a list which was never made has ended long ago', async () => {
  const { registry, clock } = await openInstallation(scratch);
  const load = (key: string) => (key.startsWith('crl#') ? Promise.resolve(undefined) : registry.load(key));
  expect(await authorityWarnings({ ...registry, load }, clock.now())).toEqual([
    { code: 'root-list-ending', ends: new Date(0) },
    { code: 'issuing-list-ended', ends: new Date(0) },
  ]);
});

test('a sweep which stands still, an old TSA and an old issuing CA are each told until somebody acts', async () => {
  const ports = await openInstallation(scratch);
  ports.clock.moveBy(8 * days);
  expect(await codes(ports)).toEqual(['issuing-list-ended']);

  ports.clock.moveBy(500 * days);
  await renewIssuingLists(ports);
  await renewRevocationList(ports, 'root');
  expect(await codes(ports)).toEqual(['timestamp-ending']);
  await renewTimestamper(ports);
  expect(await codes(ports)).toEqual([]);

  ports.clock.moveBy(8.7 * 365 * days);
  for (const issuer of ['root', 'issuing'] as const) await renewRevocationList(ports, issuer);
  await renewTimestamper(ports);
  expect(await codes(ports)).toEqual(['issuing-ca-ending']);
  await rotateIssuingCa(ports);
  await renewIssuingLists(ports);
  expect(await codes(ports)).toEqual([]);
});

test('a revoked issuing CA is told', async () => {
  const ports = await openInstallation(scratch);
  const { serial } = readCertificate((await authorityOf(ports)).issuing);
  const revokedAt = ports.clock.now();

  await revokeCertificate(ports, { serialNumber: serial, revokedAt, reason: 'keyCompromise' });

  expect(await authorityWarnings(ports.registry, revokedAt)).toEqual([
    { code: 'issuing-ca-revoked', ends: revokedAt },
  ]);
});
