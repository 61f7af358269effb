import type { DerNode } from './der-node.ts';
import { PkiMalformed } from './pki-malformed.ts';

/** CRLReason (RFC 5280 §5.3.1); 7 is not used. */
const reasons = new Map([
  [0, 'unspecified'],
  [1, 'keyCompromise'],
  [2, 'cACompromise'],
  [3, 'affiliationChanged'],
  [4, 'superseded'],
  [5, 'cessationOfOperation'],
  [6, 'certificateHold'],
  [8, 'removeFromCRL'],
  [9, 'privilegeWithdrawn'],
  [10, 'aACompromise'],
] as const);

export type RevocationReason = typeof reasons extends Map<number, infer Name> ? Name : never;

export function readReason(node: DerNode | undefined): RevocationReason {
  const reason = node?.tag === 0x0a && node.content.length === 1 ? node.content[0] : undefined;
  const name = reason === undefined ? undefined : reasons.get(reason as 0);
  if (name === undefined) throw new PkiMalformed('revocation', 'not a CRLReason');
  return name;
}
