import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openSqliteRegistry } from '../../adapters/embedded/sqlite-registry.ts';
import { issueCertificate } from '../../core/pki/authority.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { authorityTools, establishAuthority, findAuthority } from '../../core/pki/stored-authority.ts';
import { renewIssuingLists, renewRevocationList } from '../../core/pki/stored-revocation-list.ts';
import { movableClock } from '../contracts/movable-clock.ts';
import { sampleTools } from './sample-authority.ts';

/** Registry, vault and clock of an installation which has its CA and its first revocation lists. */
export async function openInstallation(folder: string, publication?: string) {
  const clock = movableClock(new Date('2027-01-04T01:00:00Z'));
  const registry = openSqliteRegistry(join(folder, `${randomUUID()}.sqlite`), clock);
  const ports = { ...sampleTools(), clock, registry };
  await establishAuthority(ports, 'Pemerintah Kabupaten Langkat', publication);
  await renewRevocationList(ports, 'root');
  await renewIssuingLists(ports);
  return ports;
}

export type Installation = Awaited<ReturnType<typeof openInstallation>>;

export async function authorityOf({ registry }: Pick<Installation, 'registry'>) {
  const authority = await findAuthority(registry);
  if (!authority) throw new Error('no authority was established');
  return authority;
}

/** A person's certificate by the present issuing CA. */
export async function issuedCertificate(ports: Installation, name = 'A') {
  const { publicKey } = await ports.vault.key(`person ${name}`);
  const request = { profile: 'person', subject: { name }, publicKey } as const;
  return readCertificate(await issueCertificate(await authorityOf(ports), request, authorityTools(ports)));
}
