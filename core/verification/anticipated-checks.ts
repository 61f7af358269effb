import { equalBytes } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { mayHaveIssued } from '../pki/reading/certificate-chain.ts';
import type { PathDesk } from './path-rule.ts';

/** A file of two signers asks for five. */
const mostAnticipated = 32;

/**
 * Begins the public-key checks which the paths will ask for one after the other, so that the engine makes them side by
 * side while the changes are judged. It decides nothing: the rules ask the same memo, and what they do not ask for stays
 * unheard. A hostile file gains at most so many checks.
 */
export function anticipateChecks({ pool, trust, memo }: PathDesk): void {
  const issuers: Certificate[] = [];
  for (const { certificate } of [...trust.anchors, ...pool.certificates]) {
    const known = issuers.some(({ der }) => equalBytes(der, certificate.der));
    if (certificate.extensions.isCa && !known) issuers.push(certificate);
  }
  let left = mostAnticipated;
  const begin = (issuer: Certificate, signed: Parameters<typeof memo.signedBy>[1]) => {
    if (left-- <= 0) return;
    // A fault is told to the rule that asks.
    memo.signedBy(issuer, signed).catch(() => undefined);
  };
  for (const issuer of issuers) {
    for (const { certificate } of pool.certificates) {
      if (!equalBytes(certificate.der, issuer.der) && mayHaveIssued(issuer, certificate)) {
        begin(issuer, certificate);
      }
    }
    for (const { data } of pool.revocation) {
      if (data.kind === 'crl' && equalBytes(data.issuer, issuer.subject)) begin(issuer, data);
    }
  }
}
