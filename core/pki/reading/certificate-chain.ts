import { equalBytes } from './bytes.ts';
import type { Certificate } from './certificate.ts';
import { PkiMalformed } from './pki-malformed.ts';
import { signatureIsGood } from './signature-check.ts';
import { signatureScheme } from './signature-scheme.ts';

export type ChainFault =
  /** No path leads to a trusted certificate. */
  | 'no-chain'
  /** A path exists, but a certificate on it is out of its validity at the time. */
  | 'out-of-validity'
  /** A path exists, but breaks basicConstraints, keyUsage or carries what is not evaluated here. */
  | 'constraints';

export type ChainResult =
  | { readonly trusted: true; readonly chain: readonly Certificate[] }
  | { readonly trusted: false; readonly fault: ChainFault; readonly detail: string };

const longestChain = 8;
/** A hostile file may carry many certificates of one name; each costs a public-key operation. */
const mostSignatureChecks = 64;

/**
 * Looks for a path from the leaf to the trust list (RFC 5280 §6.1, without policies; names compared byte
 * by byte). The trusted certificate itself must be within its validity, and may be the leaf.
 * @param candidates untrusted certificates, e.g. those of the CMS
 * @param at the time at which all certificates of the path must be valid
 */
export async function buildChain(
  leaf: Certificate,
  candidates: readonly Certificate[],
  trust: readonly Certificate[],
  at: Date,
): Promise<ChainResult> {
  const worst: { fault: ChainFault; detail: string } = {
    fault: 'no-chain',
    detail: `no trusted issuer of ${leaf.subjectText}`,
  };
  let checks = 0;

  const search = async (path: readonly Certificate[]): Promise<readonly Certificate[] | null> => {
    const current = path.at(-1) ?? leaf;
    if (trust.some(({ der }) => equalBytes(der, current.der))) {
      const refusal = refuse(path, at);
      if (refusal === null) return path;
      if (worst.fault !== 'constraints') Object.assign(worst, refusal);
      return null;
    }
    if (path.length >= longestChain) return null;
    for (const issuer of [...trust, ...candidates]) {
      if (path.some(({ der }) => equalBytes(der, issuer.der)) || !mayHaveIssued(issuer, current)) continue;
      if (++checks > mostSignatureChecks) return null;
      if (!(await issued(issuer, current))) continue;
      const found = await search([...path, issuer]);
      if (found) return found;
    }
    return null;
  };

  const chain = await search([leaf]);
  return chain ? { trusted: true, chain } : { trusted: false, ...worst };
}

function mayHaveIssued(issuer: Certificate, subject: Certificate): boolean {
  const { authorityKeyId } = subject.extensions;
  const { subjectKeyId } = issuer.extensions;
  const keysDiffer = authorityKeyId !== null && subjectKeyId !== null && authorityKeyId !== subjectKeyId;
  return equalBytes(issuer.subject, subject.issuer) && !keysDiffer;
}

async function issued(issuer: Certificate, subject: Certificate): Promise<boolean> {
  try {
    const scheme = signatureScheme(subject.signatureAlgorithm);
    return await signatureIsGood(scheme, issuer.publicKeyInfo, subject.signature, subject.tbs);
  } catch (error) {
    if (error instanceof PkiMalformed) return false;
    throw error;
  }
}

function refuse(path: readonly Certificate[], at: Date): { fault: ChainFault; detail: string } | null {
  for (const [index, { extensions, subjectText }] of path.entries()) {
    const constraints = (detail: string) => ({
      fault: 'constraints' as const,
      detail: `${subjectText}: ${detail}`,
    });
    const [unread] = extensions.notEvaluated;
    if (unread !== undefined) return constraints(`extension ${unread} is not evaluated`);
    if (index === 0) continue;
    if (!extensions.isCa) return constraints('is not a certification authority');
    if (extensions.keyUsage && !extensions.keyUsage.has('keyCertSign')) {
      return constraints('its key may not sign certificates');
    }
    // §4.2.1.9: intermediate certificates below, self-issued ones not counted.
    const below = path.slice(1, index).filter(({ issuer, subject }) => !equalBytes(issuer, subject)).length;
    if (extensions.pathLength !== null && below > extensions.pathLength) {
      return constraints('path longer than its pathLenConstraint');
    }
  }
  const outside = path.find(({ notBefore, notAfter }) => at < notBefore || at > notAfter);
  if (outside === undefined) return null;
  return { fault: 'out-of-validity', detail: `${outside.subjectText} at ${at.toISOString()}` };
}
