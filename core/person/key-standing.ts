import { readCertificate } from '../pki/reading/certificate.ts';
import type { Revocation } from '../pki/revocation-list.ts';
import { codeIsAlive } from './activation-code.ts';
import { certificateEndsSoon } from './certificate-end.ts';
import { attempt } from './passphrase-lock.ts';
import { certificateOf, managedCredential, type Person } from './person.ts';
import type { KeyEndReason } from './person-event.ts';

/** How far a person is with their key, as HR sees it. */
export type KeyStanding =
  | { readonly name: 'no-code' }
  | { readonly name: 'code-issued'; readonly until: Date }
  /** Expired, or five wrong attempts. */
  | { readonly name: 'code-dead'; readonly why: 'expired' | 'attempts' }
  /** A certificate of the person's own which HR has not confirmed yet. */
  | { readonly name: 'proposed'; readonly until: Date }
  | { readonly name: 'refused'; readonly at: Date }
  | { readonly name: 'active'; readonly until: Date; readonly endsSoon: boolean }
  /** Without `until`: until HR unlocks. */
  | { readonly name: 'locked'; readonly until?: Date }
  /** `keyRemains`: at the operator's terminal, or by a press that was cut off; HR ends the key before there is another. */
  | {
      readonly name: 'revoked';
      readonly at: Date;
      readonly reason: KeyEndReason | 'issuer-revoked';
      readonly keyRemains: boolean;
    }
  | { readonly name: 'left'; readonly at: Date; readonly reason: KeyEndReason };

/** @param revoked what our CAs have revoked, by serial number */
export function keyStanding(
  person: Person,
  revoked: ReadonlyMap<string, Revocation>,
  now: Date,
): KeyStanding {
  const { left, activation, former } = person;
  if (left) return { name: 'left', at: new Date(left.at), reason: left.reason };
  const certificate = certificateOf(person);
  if (certificate) {
    if (person.credential && 'own' in person.credential && !person.credential.own.confirmedAt)
      return { name: 'proposed', until: certificate.notAfter };
    const revocation = revocationIn(person, revoked);
    if (revocation) return { name: 'revoked', ...revocation, keyRemains: true };
    const next = attempt(person.lock, now);
    if (!next.allowed) return { name: 'locked', ...(next.until ? { until: next.until } : {}) };
    return { name: 'active', until: certificate.notAfter, endsSoon: certificateEndsSoon(person, now) };
  }
  if (activation) {
    if (codeIsAlive(activation, now)) return { name: 'code-issued', until: new Date(activation.expiresAt) };
    return { name: 'code-dead', why: now < new Date(activation.expiresAt) ? 'attempts' : 'expired' };
  }
  const last = former?.at(-1);
  if (last?.reason === 'refused') return { name: 'refused', at: new Date(last.endedAt) };
  if (last && last.reason !== 'renewed')
    return { name: 'revoked', at: new Date(last.endedAt), reason: last.reason, keyRemains: false };
  return { name: 'no-code' };
}

/** As signing asks it: of every certificate in the chain. One issued elsewhere is not ours to revoke. */
function revocationIn(person: Person, revoked: ReadonlyMap<string, Revocation>) {
  for (const [place, der] of (managedCredential(person)?.chain ?? []).entries()) {
    const found = revoked.get(readCertificate(new Uint8Array(Buffer.from(der, 'base64'))).serial);
    if (!found) continue;
    const reason: KeyEndReason | 'issuer-revoked' = place === 0 ? found.reason : 'issuer-revoked';
    return { at: found.revokedAt, reason };
  }
  return undefined;
}
