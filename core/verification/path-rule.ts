import { equalBytes } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { chainsOf } from '../pki/reading/certificate-chain.ts';
import type { TrustAnchor, TrustList, TrustPurpose } from '../pki/reading/trust-list.ts';
import { algorithmRule } from './algorithm-rule.ts';
import { type Finding, finding, findingKinds } from './finding.ts';
import { type LinkStatus, linkRule } from './link-rule.ts';
import type { EvidenceDesk } from './revocation-statements.ts';

export interface PathQuestion {
  readonly leaf: Certificate;
  readonly purpose: TrustPurpose;
  /** What the leaf signed is known to have existed by then; the time judged for, where nothing proves more. */
  readonly provenAt: Date;
  /** Revocation data must speak for this time or a later one. */
  readonly freshFor: Date;
  /** What the leaf signed cannot be older than this, where something proves that; null otherwise. */
  readonly notBefore: Date | null;
}

export interface PathJudgement {
  /** Leaf first, the trusted certificate last; null when none leads to the trust list. */
  readonly chain: readonly Certificate[] | null;
  /** What is known of each certificate but the trusted one, leaf first. */
  readonly links: readonly LinkStatus[];
  readonly findings: readonly Finding[];
}

export interface PathDesk extends EvidenceDesk {
  readonly trust: TrustList;
}

/** The best path from a certificate to the trust list, judged at the proven time. */
export async function pathRule(desk: PathDesk, question: PathQuestion): Promise<PathJudgement> {
  const { leaf, purpose } = question;
  const anchors = desk.trust.anchors.filter(({ purposes }) => purposes.includes(purpose));
  const candidates = desk.pool.certificates.map(({ certificate }) => certificate);
  const trusted = anchors.map(({ certificate }) => certificate);
  let best: PathJudgement | null = null;
  for await (const { chain, refusal } of chainsOf(leaf, candidates, trusted, desk.memo.signedBy)) {
    const judged =
      refusal === null
        ? await judgeChain(desk, question, chain, anchors)
        : { chain, links: [], findings: [finding('chain-constraints', refusal)] };
    if (blocking(judged) === 0) return judged;
    if (best === null || blocking(judged) < blocking(best)) best = judged;
  }
  const detail = `no issuer of ${leaf.subjectText} is trusted for ${purpose}s`;
  return best ?? { chain: null, links: [], findings: [finding('issuer-not-trusted', detail)] };
}

const blocking = ({ findings }: PathJudgement): number =>
  findings.filter(({ code }) => findingKinds[code][0] !== 'note').length;

/**
 * EN 319 102-1 §5.2.6 and §5.6.2.2, from the trusted certificate down: each issuer can be relied on until it ends
 * or is revoked, so what it signed (a certificate, a CRL) must be proven to have existed by then.
 */
async function judgeChain(
  desk: PathDesk,
  question: PathQuestion,
  chain: readonly Certificate[],
  anchors: readonly TrustAnchor[],
): Promise<PathJudgement> {
  const { provenAt, freshFor } = question;
  // A timestamp speaks of its own time, which is earlier than the one its token is known from.
  const since = earliest(provenAt, freshFor);
  const top = chain.at(-1) ?? question.leaf;
  const relied = anchors
    .filter(({ certificate }) => equalBytes(certificate.der, top.der))
    .find(({ from, until }) => (!from || from <= since) && (!until || provenAt <= until));
  const findings: Finding[] = [...algorithmRule(chain, provenAt)];
  if (!relied) {
    findings.push(
      finding('issuer-not-trusted', `${top.subjectText} is not trusted for ${provenAt.toISOString()}`),
    );
  }
  for (const { notBefore, notAfter, subjectText } of chain) {
    if (since < notBefore) findings.push(finding('certificate-not-yet-valid', subjectText));
    if (provenAt > notAfter)
      findings.push(finding('certificate-out-of-validity', `${subjectText} ended ${notAfter.toISOString()}`));
  }
  let reliable = earliest(desk.now, top.notAfter, relied?.until);
  const links: LinkStatus[] = [];
  for (let index = chain.length - 2; index >= 0; index--) {
    const [certificate, issuer] = [chain[index], chain[index + 1]];
    if (certificate === undefined || issuer === undefined) continue;
    const isLeaf = index === 0;
    const existed = isLeaf
      ? provenAt
      : desk.proofs.earliest(desk.pool.placeOf(certificate)?.coveredFrom ?? null);
    const link = await linkRule(desk, question, { certificate, issuer, isLeaf, existed, reliable });
    links.unshift(link);
    findings.push(...link.findings);
    // Up to its revocation, and not at that moment any more.
    const revoked = link.revokedAt ? new Date(link.revokedAt.getTime() - 1) : undefined;
    reliable = earliest(reliable, certificate.notAfter, revoked);
  }
  return { chain, links, findings: findings.filter(once) };
}

function once(found: Finding, index: number, all: readonly Finding[]): boolean {
  return all.findIndex(({ code, detail }) => code === found.code && detail === found.detail) === index;
}

function earliest(...times: readonly (Date | undefined)[]): Date {
  return new Date(Math.min(...times.flatMap((time) => (time ? [time.getTime()] : []))));
}
