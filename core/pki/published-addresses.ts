import type { ListIssuer } from './revocation-list.ts';

/** Under which a CA's list and certificate are published: `root`, `issuing`, `issuing-2`. */
export function listIssuer(purpose: string): ListIssuer {
  const [, base, number] = /^(root|issuing)-ca(?:\/([2-9]|[1-9][0-9]))?$/.exec(purpose) ?? [];
  if (base === 'root' && number === undefined) return 'root';
  if (base === 'issuing') return number === undefined ? 'issuing' : `issuing-${Number(number)}`;
  throw new Error(`expected the purpose of a CA key, got ${purpose}`);
}

/** What a certificate says of where its issuer's list and certificate are (RFC 5280 §4.2.1.13 and §4.2.2.1). */
export type PublishedAddresses = { readonly revocationList: string; readonly issuerCertificate: string };

/** @param publication without a trailing slash */
export function publishedAddresses(publication: string, issuerPurpose: string): PublishedAddresses {
  const base = `${publication}/crl/${listIssuer(issuerPurpose)}`;
  return { revocationList: `${base}.crl`, issuerCertificate: `${base}.cer` };
}
