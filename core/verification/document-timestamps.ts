import type { PdfFile } from '../pades/reader/pdf-file.ts';
import type { CertificateReader } from '../pki/reading/signed-data.ts';
import { byteRangeRule } from './byte-range-rule.ts';
import type { RevisionChanges } from './changes-rule.ts';
import { type Finding, judge } from './finding.ts';
import type { LocatedSignature } from './located-signature.ts';
import type { PathDesk } from './path-rule.ts';
import type { SignedRanges } from './signed-ranges.ts';
import { type TimestampFacts, timestampRule } from './timestamp-rule.ts';
import { type JudgedTimestamp, timestampTrustRule } from './timestamp-trust-rule.ts';

export interface DocumentTimestamp {
  readonly located: LocatedSignature;
  readonly facts: TimestampFacts;
}

export interface JudgedDocumentTimestamp extends JudgedTimestamp {
  readonly located: LocatedSignature;
}

export async function readDocumentTimestamp(
  pdf: PdfFile,
  located: LocatedSignature,
  read: CertificateReader,
  ranges: SignedRanges,
): Promise<DocumentTimestamp> {
  const outcome = byteRangeRule(pdf, located, ranges);
  if (outcome.bytes === null) {
    const nothing = { time: null, signedData: null, certificate: null, sound: false };
    return { located, facts: { ...nothing, findings: [outcome.finding] } };
  }
  const { container, digest } = outcome.bytes;
  return { located, facts: await timestampRule(container, digest, 'document-timestamp-broken', read) };
}

/**
 * Newest first (EN 319 102-1 §5.6.3.4): each is judged by what later ones prove, and what it proves in turn serves
 * the earlier ones. @returns oldest first
 */
export async function judgeDocumentTimestamps(
  desk: PathDesk,
  timestamps: readonly DocumentTimestamp[],
  changes: readonly RevisionChanges[],
): Promise<JudgedDocumentTimestamp[]> {
  const newestFirst = [...timestamps].sort((a, b) => b.located.revision - a.located.revision);
  const judged: JudgedDocumentTimestamp[] = [];
  for (const { located, facts } of newestFirst) {
    const later = findingsAfter(changes, located.revision);
    const outcome = await timestampTrustRule(desk, facts, located.revision + 1);
    const trusted = outcome.trusted && judge(later).indication === 'TOTAL-PASSED';
    if (trusted && facts.time) {
      desk.proofs.add({ revision: located.revision, time: facts.time, field: located.field.name });
    }
    judged.unshift({ ...outcome, located, trusted, findings: [...outcome.findings, ...later] });
  }
  return judged;
}

export function findingsAfter(changes: readonly RevisionChanges[], revision: number): Finding[] {
  return changes.filter((change) => change.revision > revision).flatMap(({ findings }) => findings);
}
