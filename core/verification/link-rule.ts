import type { Certificate } from '../pki/reading/certificate.ts';
import type { RevocationReason } from '../pki/reading/revocation-reason.ts';
import { type Finding, finding } from './finding.ts';
import type { PathQuestion } from './path-rule.ts';
import type { RevocationStatement } from './revocation-statement.ts';
import { type EvidenceDesk, type Statements, statementsAbout } from './revocation-statements.ts';

/** What is known of one certificate of a path. */
export interface LinkStatus {
  readonly certificate: Certificate;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: Date | null;
  readonly reason: RevocationReason | null;
  /** Those which say so, and those which say it was good at the time asked for; the freshest first. */
  readonly statements: readonly RevocationStatement[];
  readonly findings: readonly Finding[];
}

export interface Link {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly isLeaf: boolean;
  /** When the certificate is proven to have existed. */
  readonly existed: Date;
  /** Until when its issuer can be relied on. */
  readonly reliable: Date;
}

/**
 * EN 319 102-1 §5.2.6.4 and §5.2.5: the certificate was not revoked when what it signed is known to have existed,
 * said by data which speaks for that time or a later one.
 */
export async function linkRule(desk: EvidenceDesk, question: PathQuestion, link: Link): Promise<LinkStatus> {
  const { certificate, issuer, reliable, existed } = link;
  const statements = await statementsAbout(desk, certificate, issuer, reliable);
  const newestFirst = newest(statements.found);
  const findings: Finding[] = [];
  // Known only from later than its issuer could be relied on: whoever holds the issuer's key may have made it.
  if (existed > reliable && !link.isLeaf) {
    findings.push(
      finding('certificate-out-of-validity', `${certificate.subjectText} is not proven to be older`),
    );
  }
  const fresh = newestFirst.filter(
    ({ status, freshUntil }) => status === 'good' && freshUntil >= question.freshFor,
  );
  const revocation = revocationOf(newestFirst);
  // Data which may not vouch may still accuse: what they hide would be valid again once their CA has ended.
  const told = revocationOf(newest([...statements.found, ...statements.unproven]));
  if (
    told &&
    question.provenAt >= told.revokedAt &&
    !(revocation && revocation.revokedAt <= told.revokedAt)
  ) {
    const detail = `${certificate.subjectText}: revoked ${told.revokedAt.toISOString()} by data not proven older than ${reliable.toISOString()}`;
    findings.push(finding('revocation-unproven', detail));
  }
  if (revocation !== null) {
    const { revokedAt, reason } = revocation;
    findings.push(...revokedFindings(question, link, revokedAt, reason));
    const status = 'revoked' as const;
    const telling = [...revocation.statements, ...fresh];
    return { certificate, status, revokedAt, reason, statements: telling, findings };
  }
  if (fresh.length === 0) findings.push(missing(question, link, statements));
  const status = fresh.length === 0 ? 'unknown' : 'good';
  return { certificate, status, revokedAt: null, reason: null, statements: fresh, findings };
}

const newest = (statements: readonly RevocationStatement[]): readonly RevocationStatement[] =>
  [...statements].sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());

interface Revocation {
  readonly revokedAt: Date;
  readonly reason: RevocationReason | null;
  readonly statements: readonly RevocationStatement[];
}

/** Revocation is for good, whatever later data leave out; only a hold ends when the newest data no longer name it. */
function revocationOf(newestFirst: readonly RevocationStatement[]): Revocation | null {
  const revoked = newestFirst.filter(
    ({ status, reason, thisUpdate }) =>
      status === 'revoked' &&
      (reason !== 'certificateHold' || time(thisUpdate) >= time(newestFirst[0]?.thisUpdate)),
  );
  const lasting = revoked.filter(({ reason }) => reason !== 'certificateHold');
  const statements = lasting.length > 0 ? lasting : revoked;
  const [first] = [...statements].sort((a, b) => time(a.revokedAt) - time(b.revokedAt));
  if (!first?.revokedAt) return null;
  return { revokedAt: first.revokedAt, reason: first.reason, statements };
}

const time = (date: Date | null | undefined): number => date?.getTime() ?? 0;

function revokedFindings(
  { provenAt, notBefore }: PathQuestion,
  { certificate, isLeaf }: Link,
  revokedAt: Date,
  reason: RevocationReason | null,
): Finding[] {
  const detail = `${certificate.subjectText} revoked ${revokedAt.toISOString()}, ${reason ?? 'no reason given'}`;
  if (provenAt < revokedAt) return [finding('certificate-revoked-later', detail)];
  if (reason === 'certificateHold') return [finding('certificate-on-hold', detail)];
  if (!isLeaf) return [finding('authority-revoked', detail)];
  // §5.3.4: a proof that it was made afterwards leaves nothing open.
  return [
    finding(notBefore && notBefore >= revokedAt ? 'revoked-before-signing' : 'certificate-revoked', detail),
  ];
}

function missing(
  { freshFor }: PathQuestion,
  { certificate, reliable }: Link,
  { found, unproven, refused }: Statements,
): Finding {
  const { subjectText } = certificate;
  const because = refused.length === 0 ? '' : ` (${refused.slice(0, 5).join('; ')})`;
  const unprovenFresh = unproven.some(({ freshUntil }) => freshUntil >= freshFor);
  if (found.length > 0 && !unprovenFresh) {
    const until = new Date(Math.max(...found.map(({ freshUntil }) => freshUntil.getTime())));
    const detail = `${subjectText}: data speaks until ${until.toISOString()}, not for ${freshFor.toISOString()}`;
    return finding('revocation-stale', `${detail}${because}`);
  }
  if (unproven.length > 0) {
    const ends = unproven.map((statement) => Math.min(time(reliable), time(statement.reliable ?? reliable)));
    const until = new Date(Math.max(...ends));
    return finding(
      'revocation-unproven',
      `${subjectText}: nothing proves data older than ${until.toISOString()}`,
    );
  }
  return finding('revocation-unknown', `${subjectText}: no data to rely on${because}`);
}
