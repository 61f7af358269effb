import { latin1 } from '../pades/reader/characters.ts';
import { openPdf, type PdfFile } from '../pades/reader/pdf-file.ts';
import { PdfMalformed } from '../pades/reader/pdf-malformed.ts';
import { hex } from '../pki/reading/bytes.ts';
import { digest } from '../pki/reading/digest.ts';
import type { TrustList } from '../pki/reading/trust-list.ts';
import { activeContentRule } from './active-content-rule.ts';
import { byteRangeRule } from './byte-range-rule.ts';
import { chainRule } from './chain-rule.ts';
import { changesRule, type RevisionChanges } from './changes-rule.ts';
import { type Finding, finding, judge } from './finding.ts';
import {
  type LocatedSignature,
  locateSignatures,
  signatureName,
  signatureText,
} from './located-signature.ts';
import { type FileFacts, makeReport } from './make-report.ts';
import type { SignatureReport, TimestampReport, VerificationReport } from './report.ts';
import { certificateReport, judgeSignature, type SignatureFacts } from './signature-judgement.ts';
import { timestampRule } from './timestamp-rule.ts';

export type { VerificationReport };

export interface VerificationOptions {
  /** Whom to rely on, and for what; an empty list means that no issuer is trusted. */
  readonly trust: TrustList;
  /** The time to judge certificates at, where no trusted timestamp proves an earlier one. */
  readonly at: Date;
}

/**
 * From bytes to a verdict. Never throws for what the bytes hold: hostile input is `not-valid` or
 * `cannot-tell`, a fault of our own is `cannot-tell` with the finding `internal-error`.
 */
export async function verifyPdf(
  bytes: Uint8Array,
  options: VerificationOptions,
): Promise<VerificationReport> {
  const sha256 = hex(await digest('SHA-256', bytes));
  const { at, trust } = options;
  const file: FileFacts = {
    sha256,
    size: bytes.length,
    at,
    trust: trust.version,
    revisions: 0,
    fileId: null,
  };
  try {
    return await judgeFile(openPdf(bytes), file, options);
  } catch (error) {
    return makeReport(file, [faultOf(error, bytes)], [], []);
  }
}

function faultOf(error: unknown, bytes: Uint8Array): Finding {
  if (error instanceof PdfMalformed) {
    const code = mentionsSignature(bytes) ? 'malformed-file' : 'malformed-unsigned-file';
    return finding(code, `${error.code}: ${error.message}`);
  }
  return finding('internal-error', error instanceof Error ? `${error.name}: ${error.message}` : 'unknown');
}

/** A file which cannot be read counts as signed when it speaks of a signature at all. */
function mentionsSignature(bytes: Uint8Array): boolean {
  for (let from = 0; from < bytes.length; from += 65_536 - 64) {
    if (/ByteRange|adbe\.pkcs7|ETSI\.(CAdES|RFC3161)/.test(latin1(bytes.subarray(from, from + 65_536))))
      return true;
  }
  return false;
}

async function judgeFile(
  pdf: PdfFile,
  facts: FileFacts,
  { trust, at }: VerificationOptions,
): Promise<VerificationReport> {
  const fileId = pdf.id ? hex(pdf.id[0]) : null;
  const file = { ...facts, revisions: pdf.revisions.length, fileId };
  const { signatures: located, findings: inventory } = locateSignatures(pdf);
  const findings = [...inventory, ...activeContentRule(pdf.last)];
  if (located.length === 0) return makeReport(file, [...findings, finding('no-signature', '')], [], []);

  const changes = changesRule(pdf, located);
  const isTimestamp = (one: LocatedSignature) => signatureName(pdf, one, 'SubFilter') === 'ETSI.RFC3161';
  const documentTimestamps: ProvenTime[] = [];
  for (const one of located.filter(isTimestamp)) {
    documentTimestamps.push(await documentTimestamp(pdf, one, trust, at, changes));
  }
  const signatures: SignatureReport[] = [];
  for (const one of located.filter((candidate) => !isTimestamp(candidate))) {
    const judged = await judgeSignature(pdf, one, trust, at);
    signatures.push(await signatureReport(pdf, judged, { trust, at }, documentTimestamps, changes));
  }
  if (signatures.length === 0) findings.push(finding('no-signature', 'only document timestamps'));
  return makeReport(
    file,
    findings,
    signatures,
    documentTimestamps.map(({ report }) => report),
  );
}

interface ProvenTime {
  readonly revision: number;
  /** null unless sound and trusted: then everything up to the revision existed at this time. */
  readonly time: Date | null;
  readonly report: TimestampReport;
}

async function documentTimestamp(
  pdf: PdfFile,
  located: LocatedSignature,
  trust: TrustList,
  at: Date,
  changes: readonly RevisionChanges[],
): Promise<ProvenTime> {
  const later = findingsAfter(changes, located.revision);
  const base = { kind: 'document', field: located.field.name } as const;
  const outcome = byteRangeRule(pdf, located);
  if (outcome.bytes === null) {
    const findings = [outcome.finding, ...later];
    const report = { ...base, time: null, issuer: null, trusted: false, findings };
    return { revision: located.revision, time: null, report };
  }
  const { container, content } = outcome.bytes;
  const stamp = await timestampRule(container, content, trust, at, 'document-timestamp-broken');
  const findings = [...stamp.findings, ...later];
  const trusted = stamp.trusted && judge(findings).indication === 'TOTAL-PASSED';
  const time = stamp.time?.toISOString() ?? null;
  const report = { ...base, time, issuer: stamp.issuer, trusted, findings };
  return { revision: located.revision, time: trusted ? stamp.time : null, report };
}

function findingsAfter(changes: readonly RevisionChanges[], revision: number): Finding[] {
  return changes.filter((change) => change.revision > revision).flatMap(({ findings }) => findings);
}

async function signatureReport(
  pdf: PdfFile,
  facts: SignatureFacts,
  { trust, at }: VerificationOptions,
  documentTimestamps: readonly ProvenTime[],
  changes: readonly RevisionChanges[],
): Promise<SignatureReport> {
  const { located, certificate, claimedTime } = facts;
  const proven = [
    ...facts.timestamps.flatMap(({ trusted, time }) => (trusted && time ? [time] : [])),
    ...documentTimestamps.flatMap(({ revision, time }) =>
      time && revision > located.revision ? [time] : [],
    ),
  ].sort((a, b) => a.getTime() - b.getTime());
  const trustedTime = proven[0] ?? null;
  const findings = [...facts.findings, ...findingsAfter(changes, located.revision)];
  if (certificate && facts.cms) {
    findings.push(...(await chainRule(certificate, facts.cms.certificates, trust, trustedTime ?? at)));
    if (claimedTime && (claimedTime < certificate.notBefore || claimedTime > certificate.notAfter)) {
      findings.push(finding('claimed-time-outside-validity', claimedTime.toISOString()));
    }
  }
  const baseline =
    facts.subFilter === 'ETSI.CAdES.detached' && judge(facts.findings).indication === 'TOTAL-PASSED';
  return {
    field: located.field.name,
    ...judge(findings),
    findings,
    subFilter: facts.subFilter,
    coverage: facts.bytes?.coverage ?? 'unclear',
    level: baseline ? (trustedTime ? 'B-T' : 'B-B') : 'none',
    revision: located.revision,
    page: located.field.widgets[0]?.page ?? null,
    certificate: certificate && (await certificateReport(certificate)),
    name: certificate && (certificate.commonName ?? certificate.subjectText),
    position: certificate?.title ?? null,
    claimedTime: claimedTime?.toISOString() ?? null,
    trustedTime: trustedTime?.toISOString() ?? null,
    reason: signatureText(pdf, located, 'Reason'),
    location: signatureText(pdf, located, 'Location'),
    timestamps: facts.timestamps.map(({ time, issuer, trusted, findings: own }) => ({
      kind: 'signature',
      field: located.field.name,
      time: time?.toISOString() ?? null,
      issuer,
      trusted,
      findings: own,
    })),
  };
}
