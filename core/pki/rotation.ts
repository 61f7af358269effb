import { KeyNotHeld } from '../ports/storage-errors.ts';
import {
  type Authority,
  type AuthorityTools,
  certifyIssuingCa,
  certifyTimestamper,
  issuingPurpose,
  timestampPurpose,
  validity,
} from './authority.ts';
import { profiles } from './certificate-profile.ts';
import { type Generation, nextKeyPurpose, present } from './generation.ts';
import { type AuthorityPorts, addGeneration, findAuthority } from './stored-authority.ts';
import { reissueRevocationList } from './stored-revocation-list.ts';

const day = 86_400_000;

/** An archive timestamp made today must live this long: the time-stamping authority is renewed before it cannot. */
export const timestampLife = 5 * 365 * day;

/** Renewing for less than this is no renewal: the root is near its own end and must be followed first. */
const worthwhile = 180 * day;

/** Whether a new time-stamping certificate is due, and would live longer than the present one. */
export function isTimestamperDue(authority: Authority, now: Date): boolean {
  const end = validity(authority.timestamp).notAfter.getTime();
  const fullEnd = new Date(now);
  fullEnd.setUTCFullYear(fullEnd.getUTCFullYear() + profiles.timestamp.years);
  const newEnd = Math.min(fullEnd.getTime(), validity(authority.root).notAfter.getTime());
  return end - now.getTime() < timestampLife && newEnd - end > worthwhile;
}

/**
 * The next generation of the time-stamping authority, about once a year: with a key of its own where the vault has or
 * makes one, else a new certificate for the same key (KMS, until an operator adds a key). What earlier ones stamped
 * stays good: their certificates are in the files, and the root still publishes its list. It publishes one at once, as
 * a list older than a certificate says nothing about it.
 */
export async function renewTimestamper(ports: AuthorityPorts): Promise<void> {
  const found = await findAuthority(ports.registry);
  if (!found || !isTimestamperDue(found, ports.clock.now())) return;
  await addGeneration(ports, async (authority, tools) => {
    if (!isTimestamperDue(authority, ports.clock.now())) return undefined;
    const { timestampers } = authority;
    const number = timestampers.length + 1;
    const next = nextKeyPurpose(timestampPurpose, timestampers);
    const added = await withKey(next, present(timestampers).purpose, (purpose) =>
      certifyTimestamper({ ...authority, purpose, number }, tools),
    );
    return { timestampers: [...timestampers, added] };
  });
  await reissueRevocationList(ports, 'root');
}

async function withKey(
  next: string,
  standing: string,
  certify: (purpose: string) => Promise<Generation>,
): Promise<Generation> {
  try {
    return await certify(next);
  } catch (error) {
    if (error instanceof KeyNotHeld) return certify(standing);
    throw error;
  }
}

/**
 * A ceremony: the next issuing CA, with a new key, signed by the root. The one before issues no more certificates, but
 * lists until it ends. Throws KeyNotHeld where the vault has no next key yet.
 */
export function rotateIssuingCa(ports: AuthorityPorts): Promise<Authority> {
  return addGeneration(ports, async (authority: Authority, tools: AuthorityTools) => {
    const { issuers } = authority;
    const next = {
      ...authority,
      purpose: nextKeyPurpose(issuingPurpose, issuers),
      number: issuers.length + 1,
    };
    return { issuers: [...issuers, await certifyIssuingCa(next, tools)] };
  });
}
