import type { Registry } from '../ports/registry.ts';
import { type Authority, validity } from './authority.ts';
import { profiles } from './certificate-profile.ts';
import { readCertificate } from './reading/certificate.ts';
import { timestampLife } from './rotation.ts';
import { findAuthority } from './stored-authority.ts';
import { revocationsOf } from './stored-revocation.ts';
import { findRevocationList, listIssuers } from './stored-revocation-list.ts';

const day = 86_400_000;

/** How long before its end the root's list calls for a ceremony. */
export const rootListNotice = 60 * day;

/** What somebody has to do, and until when signing or sealing still works as it should. */
export type AuthorityWarning =
  /** `ikrar authority renew-root-list`: after `ends` nobody signs. */
  | { readonly code: 'root-list-ending'; readonly ends: Date }
  /** The sweep renews these; it does not run, or its key is away. */
  | { readonly code: 'issuing-list-ended'; readonly ends: Date }
  /** `ikrar authority rotate-issuing`: the root's list revokes the CA which issues, so nobody can be enrolled. */
  | { readonly code: 'issuing-ca-revoked'; readonly ends: Date }
  /** `ikrar authority rotate-issuing`: soon a person's certificate would no longer live its full life. */
  | { readonly code: 'issuing-ca-ending'; readonly ends: Date }
  /** `ikrar authority renew-timestamp`: archive timestamps live shorter than they should. */
  | { readonly code: 'timestamp-ending'; readonly ends: Date };

export async function authorityWarnings(registry: Registry, now: Date): Promise<readonly AuthorityWarning[]> {
  const authority = await findAuthority(registry);
  if (!authority) return [];
  const warnings: AuthorityWarning[] = [];
  for (const issuer of listIssuers(authority, now)) {
    const ends = (await findRevocationList(registry, issuer))?.nextUpdate ?? new Date(0);
    if (issuer === 'root' && ends.getTime() - now.getTime() < rootListNotice)
      warnings.push({ code: 'root-list-ending', ends });
    if (issuer !== 'root' && ends <= now) warnings.push({ code: 'issuing-list-ended', ends });
  }
  const { serial } = readCertificate(authority.issuing);
  const revocation = (await revocationsOf(registry, 'root')).find((entry) => entry.serialNumber === serial);
  if (revocation) warnings.push({ code: 'issuing-ca-revoked', ends: revocation.revokedAt });
  return [...warnings, ...endingCertificates(authority, now)];
}

function endingCertificates(authority: Authority, now: Date): AuthorityWarning[] {
  const issuing = validity(authority.issuing).notAfter;
  const timestamp = validity(authority.timestamp).notAfter;
  const full = new Date(now);
  full.setUTCFullYear(full.getUTCFullYear() + profiles.person.years + 1);
  // The yearly import renews it as soon as `timestampLife` is all that is left; a season's grace for it.
  const late = timestamp.getTime() - now.getTime() < timestampLife - 90 * day;
  return [
    ...(issuing < full ? [{ code: 'issuing-ca-ending', ends: issuing } as const] : []),
    ...(late ? [{ code: 'timestamp-ending', ends: timestamp } as const] : []),
  ];
}
