import { openPdf, type PdfFile } from '../pades/reader/pdf-file.ts';
import { PdfMalformed } from '../pades/reader/pdf-malformed.ts';
import { hex } from '../pki/reading/bytes.ts';
import { digest } from '../pki/reading/digest.ts';
import type { TrustList } from '../pki/reading/trust-list.ts';
import { activeContentRule } from './active-content-rule.ts';
import { anticipateChecks } from './anticipated-checks.ts';
import { certificationRule } from './certification-rule.ts';
import { changesRule } from './changes-rule.ts';
import {
  type DocumentTimestamp,
  findingsAfter,
  type JudgedDocumentTimestamp,
  judgeDocumentTimestamps,
  readDocumentTimestamp,
} from './document-timestamps.ts';
import { EvidencePool, type EvidenceSource } from './evidence-pool.ts';
import { type Finding, finding } from './finding.ts';
import { type GivenEvidence, gatherEvidence, type PlacedCms } from './gather-evidence.ts';
import { type LocatedSignature, locateSignatures, signatureName } from './located-signature.ts';
import { type FileFacts, makeReport } from './make-report.ts';
import type { PathDesk } from './path-rule.ts';
import { placementRule } from './placement-rule.ts';
import { ProofsOfExistence } from './proofs-of-existence.ts';
import type { SignatureReport, VerificationReport } from './report.ts';
import { ReportFacts } from './report-facts.ts';
import { judgeSignature, type SignatureFacts } from './signature-judgement.ts';
import { SignatureMemo } from './signature-memo.ts';
import { signatureReport } from './signature-report.ts';
import { SignedRanges } from './signed-ranges.ts';
import { type TrustedTime, timestampOrderRule } from './timestamp-order-rule.ts';
import { type JudgedTimestamp, timestampTrustRule } from './timestamp-trust-rule.ts';

export type { VerificationReport };

export interface VerificationOptions {
  /** Whom to rely on, and for what; an empty list means that no issuer is trusted. */
  readonly trust: TrustList;
  /** The time to judge certificates at, where no trusted timestamp proves an earlier one. */
  readonly at: Date;
  /** Evidence beside the file. Nothing is ever fetched. */
  readonly evidence?: GivenEvidence;
  /** Told as each step begins, for whoever shows that something happens. */
  readonly progress?: (step: VerificationStep) => void;
}

/** The steps of a verdict, in order. */
export const verificationSteps = ['hash', 'structure', 'signatures', 'changes', 'evidence'] as const;
export type VerificationStep = (typeof verificationSteps)[number];

/**
 * From bytes to a verdict. Never throws for what the bytes hold: hostile input is `not-valid` or
 * `cannot-tell`, a fault of our own is `cannot-tell` with the finding `internal-error`.
 */
export async function verifyPdf(
  bytes: Uint8Array,
  options: VerificationOptions,
): Promise<VerificationReport> {
  const { at, trust, progress } = options;
  progress?.('hash');
  const hashing = digest('SHA-256', bytes).then(hex);
  const file = { size: bytes.length, at, trust: trust.version, revisions: 0, fileId: null, changes: [] };
  try {
    progress?.('structure');
    return await judgeFile(openPdf(bytes), file, hashing, options);
  } catch (error) {
    return makeReport({ ...file, sha256: await hashing }, [faultOf(error, bytes)], [], [], null);
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
  const decoder = new TextDecoder('latin1');
  for (let from = 0; from < bytes.length; from += 65_536 - 64) {
    const text = decoder.decode(bytes.subarray(from, from + 65_536));
    if (/ByteRange|adbe\.pkcs7|ETSI\.(CAdES|RFC3161)/.test(text)) return true;
  }
  return false;
}

async function judgeFile(
  pdf: PdfFile,
  facts: Omit<FileFacts, 'sha256'>,
  hashing: Promise<string>,
  { trust, at, evidence = {}, progress }: VerificationOptions,
): Promise<VerificationReport> {
  const fileId = pdf.id ? hex(pdf.id[0]) : null;
  const { signatures: located, findings: inventory } = locateSignatures(pdf);
  const findings = [
    ...inventory,
    ...activeContentRule(pdf.last),
    ...certificationRule(pdf, located),
    ...placementRule(pdf),
  ];
  const desk: PathDesk = {
    trust,
    now: at,
    pool: new EvidencePool(),
    proofs: new ProofsOfExistence(at),
    memo: new SignatureMemo(),
  };
  const report = new ReportFacts();
  if (located.length === 0) {
    const nothing = [...findings, finding('no-signature', '')];
    const file = { ...facts, sha256: await hashing, revisions: pdf.revisions.length, fileId };
    return makeReport(file, nothing, [], [], await report.diagnosticData(pdf, desk));
  }

  const isTimestamp = (one: LocatedSignature) => signatureName(pdf, one, 'SubFilter') === 'ETSI.RFC3161';
  const { certificate } = desk.pool;
  const ranges = new SignedRanges(pdf.bytes);
  progress?.('signatures');
  const [sha256, stamps, signed] = await Promise.all([
    hashing,
    Promise.all(
      located.filter(isTimestamp).map((one) => readDocumentTimestamp(pdf, one, certificate, ranges)),
    ),
    Promise.all(
      located.filter((one) => !isTimestamp(one)).map((one) => judgeSignature(pdf, one, certificate, ranges)),
    ),
  ]);
  const file = { ...facts, sha256, revisions: pdf.revisions.length, fileId };
  const storeFrom = gatherEvidence(desk.pool, pdf, containersOf(signed, stamps), evidence);

  anticipateChecks(desk);
  progress?.('changes');
  const changes = changesRule(pdf, located);
  progress?.('evidence');
  const documentTimestamps = await judgeDocumentTimestamps(desk, stamps, changes);
  const times: TrustedTime[] = documentTimestamps.flatMap(trustedTimeOf);
  const signatures: SignatureReport[] = [];
  for (const one of [...signed].sort((a, b) => a.located.revision - b.located.revision)) {
    const { revision, field } = one.located;
    const timestamps: JudgedTimestamp[] = [];
    for (const stamp of one.timestamps) timestamps.push(await timestampTrustRule(desk, stamp, revision + 1));
    const earlier = times.filter((known) => known.revision < revision).map(({ time }) => time.getTime());
    const judged = {
      facts: one,
      timestamps,
      changes: findingsAfter(changes, revision),
      notBefore: earlier.length > 0 ? new Date(Math.max(...earlier)) : null,
    };
    signatures.push(await signatureReport(pdf, desk, judged, storeFrom, report));
    for (const { trusted, facts: stamp } of timestamps) {
      if (trusted && stamp.time) times.push({ revision, time: stamp.time, field: field.name });
    }
  }
  findings.push(...timestampOrderRule(times));
  for (const detail of desk.pool.limits) findings.push(finding('evidence-limit', detail));
  if (desk.memo.isExhausted)
    findings.push(finding('evidence-limit', 'more signatures to check than allowed'));
  for (const detail of desk.pool.unread) findings.push(finding('validation-data-unread', detail));
  if (signatures.length === 0) findings.push(finding('no-signature', 'only document timestamps'));
  return makeReport(
    { ...file, changes },
    findings,
    signatures,
    await Promise.all(
      documentTimestamps.map((one) =>
        report.timestamp(one, { kind: 'document', field: one.located.field.name }),
      ),
    ),
    await report.diagnosticData(pdf, desk),
  );
}

function trustedTimeOf({ trusted, facts: { time }, located }: JudgedDocumentTimestamp): TrustedTime[] {
  return trusted && time ? [{ revision: located.revision, time, field: located.field.name }] : [];
}

function containersOf(
  signatures: readonly SignatureFacts[],
  timestamps: readonly DocumentTimestamp[],
): PlacedCms[] {
  const placed: PlacedCms[] = [];
  const add = (cms: PlacedCms['cms'] | null, source: EvidenceSource, revision: number) => {
    if (cms !== null) placed.push({ cms, source, coveredFrom: revision + 1 });
  };
  for (const { cms, located, timestamps: own } of signatures) {
    add(cms, 'signature', located.revision);
    for (const { signedData } of own) add(signedData, 'timestamp', located.revision);
  }
  for (const { located, facts } of timestamps) add(facts.signedData, 'timestamp', located.revision);
  return placed;
}
