import { entry } from '../pades/reader/objects.ts';
import type { PdfFile } from '../pades/reader/pdf-file.ts';
import { referencesOf } from './changes/permissions.ts';
import { type Finding, finding } from './finding.ts';
import type { LocatedSignature } from './located-signature.ts';

/**
 * ISO 32000-1 §12.8.2.2.1: one signature at most certifies, and it is the first of the document. A later one would
 * narrow or widen what its signer cannot decide, or lend the look of a certification to what others signed before.
 */
export function certificationRule(pdf: PdfFile, signatures: readonly LocatedSignature[]): Finding[] {
  const [first, ...more] = signatures.filter((one) => certifies(pdf, one));
  if (first === undefined) return [];
  const findings = more.map(({ field }) =>
    finding('certification-twice', `${field.name} after ${first.field.name}`),
  );
  const earlier = signatures.find(({ revision }) => revision < first.revision);
  if (earlier)
    findings.push(finding('certification-late', `${first.field.name} after ${earlier.field.name}`));
  return findings;
}

/** An approval in a field whose /Lock has a /P repeats it as DocMDP (ISO 32000-2 §12.8.2.4), and certifies nothing. */
function certifies(pdf: PdfFile, { dictionary, field, revision }: LocatedSignature): boolean {
  const view = pdf.at(revision);
  const lock = view.dictionaryAt(field.dictionary, 'Lock');
  const isLocking = lock !== undefined && entry(lock, 'P') !== undefined;
  return !isLocking && referencesOf(view, dictionary).some(({ method }) => method === 'DocMDP');
}
