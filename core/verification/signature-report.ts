import type { PdfFile } from '../pades/reader/pdf-file.ts';
import { type Finding, finding, judge } from './finding.ts';
import { levelRule } from './level-rule.ts';
import { signatureText } from './located-signature.ts';
import type { PathDesk } from './path-rule.ts';
import { isAboutRevocation, reason } from './reason.ts';
import type { SignatureReport } from './report.ts';
import type { ReportFacts } from './report-facts.ts';
import type { SignatureFacts } from './signature-judgement.ts';
import { signerPathRule } from './signer-path-rule.ts';
import type { JudgedTimestamp } from './timestamp-trust-rule.ts';

export interface JudgedSignature {
  readonly facts: SignatureFacts;
  readonly timestamps: readonly JudgedTimestamp[];
  /** What revisions after its own did. */
  readonly changes: readonly Finding[];
  /** What it signed holds a timestamp of this time, so it is younger; null when nothing proves that. */
  readonly notBefore: Date | null;
}

/** The time, the chain at that time, the level: everything that rests on trust. */
export async function signatureReport(
  pdf: PdfFile,
  desk: PathDesk,
  judged: JudgedSignature,
  storeFrom: number | null,
  report: ReportFacts,
): Promise<SignatureReport> {
  const { facts, timestamps, changes, notBefore } = judged;
  const { located, certificate, claimedTime } = facts;
  const relied = timestamps.filter(({ trusted }) => trusted);
  const proven = desk.proofs.earliest(located.revision + 1);
  const times = relied.flatMap((one) => (one.facts.time ? [one.facts.time.getTime()] : []));
  const bestTime = new Date(Math.min(proven.getTime(), ...times));
  const covered = desk.proofs.all.some(({ revision }) => revision > located.revision);
  const trustedTime = covered || relied.length > 0 ? bestTime : null;
  const path = certificate && facts.cms && (await signerPathRule(desk, certificate, bestTime, notBefore));
  const stampFindings = timestamps.flatMap(({ findings }) => findings);
  const timeFindings =
    certificate && claimedTime && (claimedTime < certificate.notBefore || claimedTime > certificate.notAfter)
      ? [finding('claimed-time-outside-validity', claimedTime.toISOString())]
      : [];
  const pathFindings = path?.findings ?? [];
  const findings = [...facts.findings, ...stampFindings, ...changes, ...pathFindings, ...timeFindings];
  const sound = judge([...facts.findings, ...stampFindings]).indication === 'TOTAL-PASSED';
  const level = levelRule({
    baseline: facts.subFilter === 'ETSI.CAdES.detached' && sound,
    revision: located.revision,
    timed: trustedTime !== null,
    paths: [path, ...relied.map((one) => one.path)],
    proofs: desk.proofs.all,
    storeFrom,
    pool: desk.pool,
  });
  const chain = path?.chain ?? null;
  const hasChain = chain !== null && chain.length > 0;
  const place = { kind: 'signature', field: located.field.name } as const;
  return {
    field: located.field.name,
    ...judge(findings),
    findings,
    subFilter: facts.subFilter,
    coverage: facts.bytes?.coverage ?? 'unclear',
    level,
    revision: located.revision,
    page: located.field.widgets[0]?.page ?? null,
    certificate: certificate && (await report.certificate(certificate)),
    name: certificate && (certificate.commonName ?? certificate.subjectText),
    position: certificate?.title ?? null,
    claimedTime: claimedTime?.toISOString() ?? null,
    trustedTime: trustedTime?.toISOString() ?? null,
    reason: signatureText(pdf, located, 'Reason'),
    location: signatureText(pdf, located, 'Location'),
    timestamps: await Promise.all(timestamps.map((one) => report.timestamp(one, place))),
    chain: await report.chain(path),
    reasons: [
      reason(
        'signature',
        facts.findings,
        `${facts.subFilter ?? 'no /SubFilter'}, revision ${located.revision}`,
      ),
      reason('changes', changes, `${pdf.revisions.length - 1 - located.revision} revisions after it`),
      reason('timestamps', stampFindings, `${relied.length} of ${timestamps.length} relied on`),
      reason(
        'time',
        timeFindings,
        trustedTime ? `proven ${trustedTime.toISOString()}` : `judged for ${bestTime.toISOString()}`,
      ),
      reason(
        'chain',
        pathFindings.filter((found) => !isAboutRevocation(found)),
        chain?.map(({ subjectText }) => subjectText).join(' < ') ?? 'none',
        hasChain,
      ),
      reason(
        'revocation',
        pathFindings.filter(isAboutRevocation),
        hasChain
          ? (path?.links ?? []).map((link) => `${link.certificate.subjectText}: ${link.status}`).join('; ')
          : 'not asked: no chain',
        hasChain,
      ),
      reason('level', [], level),
    ],
  };
}
