import type { RevisionChanges } from './changes-rule.ts';
import { type Finding, findingKinds, type Indication, judge } from './finding.ts';
import { verificationPolicy } from './policy.ts';
import type {
  DiagnosticData,
  NotChecked,
  SignatureReport,
  SignerSummary,
  TimestampReport,
  Verdict,
  VerificationReport,
} from './report.ts';

export interface FileFacts {
  readonly sha256: string;
  readonly size: number;
  readonly at: Date;
  readonly trust: string;
  readonly revisions: number;
  readonly fileId: string | null;
  readonly changes: readonly RevisionChanges[];
}

const verdicts: Record<Indication, Verdict> = {
  'TOTAL-PASSED': 'valid',
  'TOTAL-FAILED': 'not-valid',
  INDETERMINATE: 'cannot-tell',
};

/** Findings about trust leave open who signed, not whether the content is what was signed. */
const aboutTrust = new Set<Finding['code']>([
  'issuer-not-trusted',
  'certificate-out-of-validity',
  'certificate-not-yet-valid',
  'certificate-revoked',
  'revoked-before-signing',
  'authority-revoked',
  'certificate-on-hold',
  'revocation-unknown',
  'revocation-stale',
  'revocation-unproven',
  'algorithm-outdated',
  'timestamp-order',
  'chain-constraints',
  'key-usage',
  'signing-certificate-missing',
  'signing-certificate-old',
  'signing-time-present',
  'dictionary-not-baseline',
  'timestamp-broken',
  'timestamp-unsupported',
  'evidence-limit',
  'certification-late',
]);

/** The facts as a report; the file is as good as its worst part. */
export function makeReport(
  file: FileFacts,
  findings: readonly Finding[],
  signatures: readonly SignatureReport[],
  documentTimestamps: readonly TimestampReport[],
  diagnosticData: DiagnosticData | null,
): VerificationReport {
  const parts = [findings, ...[...signatures, ...documentTimestamps].map((part) => part.findings)];
  const all = parts.flat();
  const { indication, subIndication } = judge(all);
  const aboutContent = (severity: 'failed' | 'indeterminate') =>
    all.some(({ code }) => findingKinds[code][0] === severity && !aboutTrust.has(code));
  return {
    policy: verificationPolicy,
    trust: file.trust,
    at: file.at.toISOString(),
    sha256: file.sha256,
    fileId: file.fileId,
    size: file.size,
    verdict: verdicts[indication],
    indication,
    subIndication,
    integrity: aboutContent('failed') ? 'altered' : aboutContent('indeterminate') ? 'unknown' : 'intact',
    findings,
    signatures,
    documentTimestamps,
    changes: file.changes,
    signers: signatures.map(signerSummary),
    revisions: file.revisions,
    notChecked: notCheckedIn(signatures, documentTimestamps),
    diagnosticData,
  };
}

function notCheckedIn(
  signatures: readonly SignatureReport[],
  documentTimestamps: readonly TimestampReport[],
): NotChecked[] {
  const notChecked: NotChecked[] = [];
  const unknown = ({ chain }: SignatureReport) =>
    chain.length === 0 || chain.some(({ status }) => status === 'unknown');
  if (signatures.some(unknown)) notChecked.push('revocation');
  if (signatures.some(({ trustedTime }) => trustedTime === null)) notChecked.push('signing-time');
  const timestamps = [...documentTimestamps, ...signatures.flatMap((one) => one.timestamps)];
  if (timestamps.some(({ trusted, revocationKnownUntil }) => trusted && revocationKnownUntil !== null)) {
    notChecked.push('timestamp-revocation-since');
  }
  return notChecked;
}

function signerSummary(signature: SignatureReport): SignerSummary {
  const { field, claimedTime, coverage, level, name, position } = signature;
  return { name: name ?? '', field, ...(position ? { position } : {}), claimedTime, coverage, level };
}
