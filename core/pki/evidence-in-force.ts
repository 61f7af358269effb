import type { Registry } from '../ports/registry.ts';
import type { GivenEvidence } from '../verification/gather-evidence.ts';
import { listIssuer } from './published-addresses.ts';
import { readRevocationList } from './reading/revocation-list.ts';
import type { ListIssuer } from './revocation-list.ts';
import { findAuthority } from './stored-authority.ts';
import { findRevocationList } from './stored-revocation-list.ts';

/** Our CAs' newest lists, which tell our doors what a file cannot: who was revoked since. The verifier judges their age. */
export async function evidenceInForce(registry: Registry): Promise<GivenEvidence> {
  const authority = await findAuthority(registry);
  const issuers: ListIssuer[] = authority
    ? ['root', ...authority.issuers.map(({ purpose }) => listIssuer(purpose))]
    : [];
  const stored = await Promise.all(issuers.map((issuer) => findRevocationList(registry, issuer)));
  return { revocationLists: stored.flatMap((found) => (found ? [readRevocationList(found.list)] : [])) };
}
