import { type Finding, type FindingCode, finding } from './finding.ts';
import { type PathDesk, type PathJudgement, pathRule } from './path-rule.ts';
import { clockTolerance } from './policy.ts';
import type { TimestampFacts } from './timestamp-rule.ts';

export interface JudgedTimestamp {
  readonly facts: TimestampFacts;
  /** The token is known to have existed by then. */
  readonly provenAt: Date;
  readonly path: PathJudgement | null;
  /** Sound, and its authority relied on: it proves its time. */
  readonly trusted: boolean;
  /** Revocation of its authority is known up to then only, earlier than `provenAt`; null when nothing is missing. */
  readonly knownUntil: Date | null;
  readonly findings: readonly Finding[];
}

/** What stands in the way of a timestamp's chain says nothing of the document: the time is not proven, no more. */
const asNote: Partial<Record<FindingCode, FindingCode>> = {
  'issuer-not-trusted': 'timestamp-not-trusted',
  'chain-constraints': 'timestamp-not-trusted',
  'certificate-not-yet-valid': 'timestamp-not-trusted',
  'algorithm-outdated': 'timestamp-not-trusted',
  'certificate-out-of-validity': 'timestamp-expired',
  'certificate-revoked': 'timestamp-revoked',
  'revoked-before-signing': 'timestamp-revoked',
  'certificate-on-hold': 'timestamp-revoked',
  'authority-revoked': 'timestamp-revoked',
  'revocation-unknown': 'timestamp-revocation-unknown',
  'revocation-stale': 'timestamp-revocation-unknown',
  'revocation-unproven': 'timestamp-revocation-unknown',
};

/**
 * EN 319 102-1 §5.4 and §5.6.2.4: the token proves its time while its chain can be relied on, now or when a later
 * timestamp proves that the token existed. Revocation data must speak for the time of stamping; how far beyond is
 * told, because a file which is checked years later, offline, holds nothing younger than its last sealing.
 */
export async function timestampTrustRule(
  desk: PathDesk,
  facts: TimestampFacts,
  coveredFrom: number,
): Promise<JudgedTimestamp> {
  const provenAt = desk.proofs.earliest(coveredFrom);
  const untrusted = { facts, provenAt, path: null, trusted: false, knownUntil: null };
  const { certificate, time, sound } = facts;
  if (!sound || certificate === null || time === null) return { ...untrusted, findings: facts.findings };
  if (time < certificate.notBefore || time > certificate.notAfter) {
    const detail = `${certificate.subjectText} was not valid at ${time.toISOString()}`;
    return { ...untrusted, findings: [...facts.findings, finding('timestamp-expired', detail)] };
  }
  if (time.getTime() > desk.now.getTime() + clockTolerance) {
    const detail = `${time.toISOString()} is later than the time judged for`;
    return { ...untrusted, findings: [...facts.findings, finding('timestamp-not-trusted', detail)] };
  }
  const path = await pathRule(desk, {
    leaf: certificate,
    purpose: 'timestamp',
    provenAt,
    freshFor: time,
    notBefore: null,
  });
  const barriers = path.findings.flatMap(({ code, detail }) => {
    const note = asNote[code];
    return note ? [finding(note, detail)] : [];
  });
  const trusted = barriers.length === 0;
  const ends = path.links
    .filter(({ status }) => status === 'good')
    .map(({ statements }) => Math.max(...statements.map(({ freshUntil }) => freshUntil.getTime())));
  const until = new Date(Math.min(...ends, provenAt.getTime()));
  const knownUntil = trusted && until < provenAt ? until : null;
  return { facts, provenAt, path, trusted, knownUntil, findings: [...facts.findings, ...barriers] };
}
