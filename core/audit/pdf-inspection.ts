import { openPdf } from '../pades/reader/pdf-file.ts';
import { signatureFields } from '../pades/reader/signature-fields.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { verifyPdf } from '../verification/verify-pdf.ts';

/** What fsck asks of the bytes of a revision; the model world of the tests has a cheaper kind of file. */
export type PdfInspection = {
  /** Names of all signature fields in the form's order, and of those which hold a signature. */
  readonly fields: (bytes: Uint8Array) => {
    readonly all: readonly string[];
    readonly filled: readonly string[];
  };
  readonly verify: (
    bytes: Uint8Array,
    options: { readonly trust: readonly Certificate[]; readonly at: Date },
  ) => Promise<{
    readonly verdict: string;
    readonly signatures: readonly {
      readonly field: string;
      readonly certificate: { readonly serial: string } | null;
    }[];
  }>;
};

export const realPdf: PdfInspection = {
  fields: (bytes) => {
    const all = signatureFields(openPdf(bytes).last);
    return {
      all: all.map((field) => field.name),
      filled: all.filter((field) => field.signature !== null).map((field) => field.name),
    };
  },
  verify: verifyPdf,
};
