import { type Finding, findingKinds, type Indication, judge } from './finding.ts';
import { verificationPolicy } from './policy.ts';
import type {
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
  'chain-constraints',
  'key-usage',
  'document-timestamp-not-trusted',
  'signing-certificate-missing',
  'signing-certificate-old',
  'signing-time-present',
  'dictionary-not-baseline',
  'timestamp-broken',
]);

/** The facts as a report; the file is as good as its worst part. */
export function makeReport(
  file: FileFacts,
  findings: readonly Finding[],
  signatures: readonly SignatureReport[],
  documentTimestamps: readonly TimestampReport[],
): VerificationReport {
  const parts = [findings, ...[...signatures, ...documentTimestamps].map((part) => part.findings)];
  const all = parts.flat();
  const { indication, subIndication } = judge(all);
  const doubtful = all.some(({ code }) => findingKinds[code][0] === 'indeterminate' && !aboutTrust.has(code));
  const notChecked: NotChecked[] = [];
  if (signatures.length > 0) {
    notChecked.push('revocation');
    if (signatures.some(({ trustedTime }) => trustedTime === null)) notChecked.push('signing-time');
    if (file.revisions > 1) notChecked.push('long-term-data');
  }
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
    integrity: indication === 'TOTAL-FAILED' ? 'altered' : doubtful ? 'unknown' : 'intact',
    findings,
    signatures,
    documentTimestamps,
    signers: signatures.map(signerSummary),
    revisions: file.revisions,
    notChecked,
  };
}

function signerSummary(signature: SignatureReport): SignerSummary {
  const { field, claimedTime, coverage, level, name, position } = signature;
  return { name: name ?? '', field, ...(position ? { position } : {}), claimedTime, coverage, level };
}
