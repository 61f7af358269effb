import { equalBytes } from '../../../core/pki/reading/bytes.ts';
import type { Certificate } from '../../../core/pki/reading/certificate.ts';

/** With the person's own they are as many as a registration takes (functions/enrolment/certificate.ts). */
const most = 5;

/**
 * Of the other certificates in a file those which may stand above the person's, by their names and the nearest first:
 * some programs put every certificate of an issuer into it. Whether they did issue it the server judges.
 */
export function issuersOf(certificate: Certificate, others: readonly Certificate[]): readonly Certificate[] {
  const path = [certificate];
  for (const below of path)
    path.push(...others.filter((other) => !path.includes(other) && equalBytes(other.subject, below.issuer)));
  return path.slice(1, 1 + most);
}
