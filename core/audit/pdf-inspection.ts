import { type DocumentProtection, documentProtection } from '../pades/document-protection.ts';
import { entry, isName } from '../pades/reader/objects.ts';
import { openPdf } from '../pades/reader/pdf-file.ts';
import { type FilledSignature, signatureFields } from '../pades/reader/signature-fields.ts';
import type { TrustList } from '../pki/reading/trust-list.ts';
import { verifyPdf } from '../verification/verify-pdf.ts';

/** What fsck asks of the bytes of a revision; the model world of the tests has a cheaper kind of file. */
export type PdfInspection = {
  /** Names of all signature fields in the form's order, and of those which hold a signature. */
  readonly fields: (bytes: Uint8Array) => {
    readonly all: readonly string[];
    readonly filled: readonly string[];
  };
  /** What the newest document timestamp tells of itself. */
  readonly protection: (bytes: Uint8Array) => DocumentProtection;
  readonly verify: (
    bytes: Uint8Array,
    options: { readonly trust: TrustList; readonly at: Date },
  ) => Promise<{
    readonly verdict: string;
    readonly signatures: readonly {
      readonly field: string;
      readonly certificate: { readonly serial: string } | null;
    }[];
  }>;
};

const isTimestamp = (signature: FilledSignature | null): boolean =>
  signature !== null && isName(entry(signature.dictionary, 'Type'), 'DocTimeStamp');

export const realPdf: PdfInspection = {
  fields: (bytes) => {
    // The document timestamp of a seal stands in a field of its own; it is nobody's slot.
    const all = signatureFields(openPdf(bytes).last).filter(({ signature }) => !isTimestamp(signature));
    return {
      all: all.map((field) => field.name),
      filled: all.filter((field) => field.signature !== null).map((field) => field.name),
    };
  },
  protection: documentProtection,
  verify: verifyPdf,
};
