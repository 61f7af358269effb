import { entry, type PdfDictionary, type PdfObject } from '../pades/reader/objects.ts';
import type { PdfFile } from '../pades/reader/pdf-file.ts';
import { type SignatureField, signatureFields } from '../pades/reader/signature-fields.ts';
import { decodeTextString } from '../pades/reader/text-string.ts';
import { type Finding, finding } from './finding.ts';

/** A filled signature field, read in the revision which filled it and in no later one. */
export interface LocatedSignature {
  readonly field: SignatureField;
  readonly dictionary: PdfDictionary;
  /** Index of the first revision in which the field is filled. */
  readonly revision: number;
  /** Object that holds the dictionary: its own, or the field's when /V is direct. */
  readonly holder: number;
}

export interface SignatureInventory {
  /** Oldest first. */
  readonly signatures: readonly LocatedSignature[];
  readonly findings: readonly Finding[];
}

/**
 * Every signature of every revision: one which a later revision hides or replaces is found too. The
 * dictionary comes from the revision that was signed (spoofed-dictionary attacks).
 */
export function locateSignatures(pdf: PdfFile): SignatureInventory {
  const found = new Map<string, LocatedSignature>();
  const findings: Finding[] = [];
  for (const { index } of pdf.revisions) {
    const names = new Set<string>();
    const objects = new Set<number>();
    for (const field of signatureFields(pdf.at(index))) {
      if (names.has(field.name)) findings.push(finding('field-name-twice', field.name));
      names.add(field.name);
      if (field.signature === null) continue;
      const holder = field.signature.object ?? field.object;
      if (objects.has(holder)) findings.push(finding('signature-shared', `object ${holder}, ${field.name}`));
      objects.add(holder);
      const known = found.get(field.name);
      const { dictionary } = field.signature;
      if (known === undefined) found.set(field.name, { field, dictionary, revision: index, holder });
      else if (known.holder !== holder) {
        findings.push(finding('signature-removed', `${field.name} points elsewhere in revision ${index}`));
      }
    }
    for (const { field, holder } of found.values()) {
      if (!objects.has(holder)) {
        findings.push(finding('signature-removed', `${field.name} is not in revision ${index}`));
      }
    }
  }
  return { signatures: [...found.values()], findings: once(findings) };
}

function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((found) => [`${found.code} ${found.detail}`, found])).values()];
}

/** A text of the signature dictionary, e.g. /Reason; null when absent or not a string. */
export function signatureText(pdf: PdfFile, signature: LocatedSignature, key: string): string | null {
  const value = resolved(pdf, signature, key);
  return value.kind === 'string' ? decodeTextString(value.bytes) : null;
}

export function signatureName(pdf: PdfFile, signature: LocatedSignature, key: string): string | null {
  const value = resolved(pdf, signature, key);
  return value.kind === 'name' ? value.value : null;
}

function resolved(pdf: PdfFile, { dictionary, revision }: LocatedSignature, key: string): PdfObject {
  return pdf.at(revision).resolve(entry(dictionary, key));
}
