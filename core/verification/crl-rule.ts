import { equalBytes } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import type { RevocationList } from '../pki/reading/revocation-list.ts';
import type { RevocationItem } from './evidence-pool.ts';
import { freshUntil, type RevocationStatement, untimely } from './revocation-statement.ts';
import type { SignatureMemo } from './signature-memo.ts';

/** `refused`: it claims to speak of the certificate, and may not. null: it speaks of others. */
export type Answer = RevocationStatement | { readonly refused: string } | null;

/** RFC 5280 §6.3.3: the list is the issuer's own, its key may sign lists, and the certificate is in its scope. */
export async function crlRule(
  item: RevocationItem,
  list: RevocationList,
  certificate: Certificate,
  issuer: Certificate,
  { now, memo }: { readonly now: Date; readonly memo: SignatureMemo },
): Promise<Answer> {
  if (!equalBytes(list.issuer, issuer.subject)) return null;
  const { keyUsage, subjectKeyId } = issuer.extensions;
  if (list.authorityKeyId !== null && subjectKeyId !== null && list.authorityKeyId !== subjectKeyId)
    return null;
  const { only, points } = list.scope;
  if (only !== null && (only === 'authorities') !== certificate.extensions.isCa) return null;
  if (
    points.length > 0 &&
    !points.some((point) => certificate.extensions.distributionPoints.includes(point))
  ) {
    return { refused: 'published for other certificates of this issuer' };
  }
  if (keyUsage && !keyUsage.has('cRLSign')) return { refused: 'the key of its issuer may not sign lists' };
  if (list.thisUpdate < issuer.notBefore || list.thisUpdate > issuer.notAfter) {
    return { refused: 'its issuer was not valid when it was issued' };
  }
  if (!(await memo.signedBy(issuer, list))) return { refused: 'not signed by the issuer of the certificate' };
  const entry = list.entries.get(certificate.serial);
  const times = { ...list, knowsExpiredSince: list.keepsExpiredSince };
  const late = untimely(times, certificate, now);
  // An entry stays true whenever the list was made; its absence does not.
  if (late !== null && (entry === undefined || list.thisUpdate > now)) return { refused: late };
  const base = {
    item,
    thisUpdate: list.thisUpdate,
    freshUntil: freshUntil(times, certificate),
    reliable: null,
  };
  // §5.3.1: this reason belongs into delta lists, which are not read here.
  if (entry?.reason === 'removeFromCRL') return { refused: 'removeFromCRL in a complete list' };
  if (entry === undefined) {
    return { ...base, status: 'good', revokedAt: null, reason: null };
  }
  const { revokedAt, invalidSince, reason } = entry;
  const since = invalidSince && invalidSince < revokedAt ? invalidSince : revokedAt;
  return { ...base, status: 'revoked', revokedAt: since, reason };
}
