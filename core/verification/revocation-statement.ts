import type { Certificate } from '../pki/reading/certificate.ts';
import type { RevocationReason } from '../pki/reading/revocation-reason.ts';
import type { RevocationItem } from './evidence-pool.ts';
import { oid } from './object-identifiers.ts';
import { clockTolerance, longestRevocationAge } from './policy.ts';

/** What one CRL or OCSP response, whose signature and scope are in order, says of one certificate. */
export interface RevocationStatement {
  readonly item: RevocationItem;
  readonly status: 'good' | 'revoked';
  /** From when on the certificate is no good; with `revoked` only. */
  readonly revokedAt: Date | null;
  readonly reason: RevocationReason | null;
  readonly thisUpdate: Date;
  /** The last time it speaks for (EN 319 102-1 §5.2.5). */
  readonly freshUntil: Date;
  /** Until when whoever signed it can be relied on, where that is not the certificate's issuer itself. */
  readonly reliable: Date | null;
}

export interface StatementTimes {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** Certificates which ended later than this are still known to whoever speaks; null: only those not ended. */
  readonly knowsExpiredSince: Date | null;
}

/** Without nextUpdate it speaks for the time up to its issue alone. */
export function freshUntil({ thisUpdate, nextUpdate }: StatementTimes, certificate: Certificate): Date {
  const { isCa, extendedKeyUsage } = certificate.extensions;
  const isAuthority = isCa || extendedKeyUsage?.purposes.includes(oid.timeStamping) === true;
  const most = longestRevocationAge[isAuthority ? 'authority' : 'person'];
  const promised = (nextUpdate ?? thisUpdate).getTime() - thisUpdate.getTime();
  return new Date(thisUpdate.getTime() + Math.max(0, Math.min(promised, most)));
}

/** Why data of these times can say nothing about the certificate; null when it can. */
export function untimely(
  { thisUpdate, knowsExpiredSince }: StatementTimes,
  certificate: Certificate,
  now: Date,
): string | null {
  if (thisUpdate.getTime() > now.getTime() + clockTolerance) return 'issued after the time judged for';
  if (thisUpdate < certificate.notBefore) return 'issued before the certificate was';
  // RFC 5280 §5: an entry may be removed once the certificate has ended.
  const known = knowsExpiredSince !== null && knowsExpiredSince <= certificate.notAfter;
  if (thisUpdate > certificate.notAfter && !known) return 'issued after the certificate ended';
  return null;
}
