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

/** Whether the issuer's key signed the subject; a run which asks often remembers the answers. */
export type IssuedCheck = (issuer: Certificate, subject: Certificate) => Promise<boolean>;

export interface FoundChain {
  /** Leaf first, the trusted certificate last. */
  readonly chain: readonly Certificate[];
  /** What in it breaks RFC 5280 §6.1.4, whatever the time; null when nothing does. */
  readonly refusal: string | null;
}

const longestChain = 8;
/** A hostile file may carry many certificates of one name; each costs a public-key operation. */
const mostSignatureChecks = 64;

/**
 * Every path from the leaf to the trusted certificates (RFC 5280 §6.1, without policies; names compared byte by
 * byte), times not looked at. The trusted certificate may be the leaf.
 * @param candidates untrusted certificates, e.g. those of the CMS
 */
export async function* chainsOf(
  leaf: Certificate,
  candidates: readonly Certificate[],
  trusted: readonly Certificate[],
  issued: IssuedCheck = isIssuedBy,
): AsyncGenerator<FoundChain> {
  let checks = 0;
  async function* search(path: readonly Certificate[]): AsyncGenerator<FoundChain> {
    const current = path.at(-1) ?? leaf;
    if (trusted.some(({ der }) => equalBytes(der, current.der))) {
      yield { chain: path, refusal: refuse(path) };
      return;
    }
    if (path.length >= longestChain) return;
    const tried: Certificate[] = [];
    for (const issuer of [...trusted, ...candidates]) {
      const seen = [...path, ...tried].some(({ der }) => equalBytes(der, issuer.der));
      if (seen || !mayHaveIssued(issuer, current)) continue;
      tried.push(issuer);
      if (++checks > mostSignatureChecks) return;
      if (await issued(issuer, current)) yield* search([...path, issuer]);
    }
  }
  yield* search([leaf]);
}

/**
 * Looks for a path all of whose certificates, the trusted one among them, are valid at the time.
 * @param at the time at which all certificates of the path must be valid
 */
export async function buildChain(
  leaf: Certificate,
  candidates: readonly Certificate[],
  trust: readonly Certificate[],
  at: Date,
): Promise<ChainResult> {
  let worst: { fault: ChainFault; detail: string } = {
    fault: 'no-chain',
    detail: `no trusted issuer of ${leaf.subjectText}`,
  };
  for await (const { chain, refusal } of chainsOf(leaf, candidates, trust)) {
    const outside = chain.find(({ notBefore, notAfter }) => at < notBefore || at > notAfter);
    if (refusal === null && outside === undefined) return { trusted: true, chain };
    if (refusal !== null) worst = { fault: 'constraints', detail: refusal };
    else if (worst.fault !== 'constraints' && outside) {
      worst = { fault: 'out-of-validity', detail: `${outside.subjectText} at ${at.toISOString()}` };
    }
  }
  return { trusted: false, ...worst };
}

/** By their names and key identifiers; only a signature says more. */
export function mayHaveIssued(issuer: Certificate, subject: Certificate): boolean {
  const { authorityKeyId } = subject.extensions;
  const { subjectKeyId } = issuer.extensions;
  const keysDiffer = authorityKeyId !== null && subjectKeyId !== null && authorityKeyId !== subjectKeyId;
  return equalBytes(issuer.subject, subject.issuer) && !keysDiffer;
}

/** Whether the key of `issuer` made the signature of whatever it may have signed. */
export async function isSignedBy(
  issuer: Certificate,
  signed: Pick<Certificate, 'signatureAlgorithm' | 'signature' | 'tbs'>,
): Promise<boolean> {
  try {
    const scheme = signatureScheme(signed.signatureAlgorithm);
    return await signatureIsGood(scheme, issuer.publicKeyInfo, signed.signature, signed.tbs);
  } catch (error) {
    if (error instanceof PkiMalformed) return false;
    throw error;
  }
}

const isIssuedBy: IssuedCheck = (issuer, subject) => isSignedBy(issuer, subject);

function refuse(path: readonly Certificate[]): string | null {
  for (const [index, { extensions, subjectText }] of path.entries()) {
    const [unread] = extensions.notEvaluated;
    if (unread !== undefined) return `${subjectText}: extension ${unread} is not evaluated`;
    if (index === 0) continue;
    if (!extensions.isCa) return `${subjectText}: is not a certification authority`;
    if (extensions.keyUsage && !extensions.keyUsage.has('keyCertSign')) {
      return `${subjectText}: its key may not sign certificates`;
    }
    // §4.2.1.9: intermediate certificates below, self-issued ones not counted.
    const below = path.slice(1, index).filter(({ issuer, subject }) => !equalBytes(issuer, subject)).length;
    if (extensions.pathLength !== null && below > extensions.pathLength) {
      return `${subjectText}: path longer than its pathLenConstraint`;
    }
  }
  return null;
}
