import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteRegistry } from '../../adapters/embedded/sqlite-registry.ts';
import { establishAuthority } from '../../core/pki/stored-authority.ts';
import {
  renewRevocationList,
  revocationOf,
  revokeCertificate,
} from '../../core/pki/stored-revocation-list.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { movableClock } from '../contracts/movable-clock.ts';
import { sampleTools } from './sample-authority.ts';

const scratch = scratchFolder();

async function installation() {
  const clock = movableClock(new Date('2027-01-04T01:00:00Z'));
  const ports = {
    ...sampleTools(),
    clock,
    registry: openSqliteRegistry(join(scratch, `${randomUUID()}.sqlite`), clock),
  };
  await establishAuthority(ports, 'Pemerintah Kabupaten Langkat');
  for (const issuer of ['root', 'issuing'] as const) await renewRevocationList(ports, issuer);
  return ports;
}

test('a revocation is known at once, with its reason, and only its own', async () => {
  const ports = await installation();
  const revokedAt = new Date('2027-01-04T01:00:00Z');

  await revokeCertificate(ports, 'issuing', { serialNumber: '01ab', revokedAt, reason: 'keyCompromise' });
  await revokeCertificate(ports, 'issuing', { serialNumber: '01ab', revokedAt, reason: 'superseded' });

  expect(await revocationOf(ports.registry, '01AB')).toEqual({ revokedAt, reason: 'keyCompromise' });
  expect(await revocationOf(ports.registry, '01ac')).toBeUndefined();
});
