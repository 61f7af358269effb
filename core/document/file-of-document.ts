import type { VerificationReport } from '../verification/report.ts';
import type { Document } from './document.ts';

/** The part of a verdict which tells whose file it is. */
export type FileIdentity = Pick<VerificationReport, 'fileId'> & {
  readonly signatures: readonly {
    readonly field: string;
    readonly certificate: { readonly fingerprint: string } | null;
  }[];
};

/**
 * Whether a judged file is this document's and complete: it was rendered from the document's facts, whose hash
 * begins its permanent identifier, and every slot is signed with the certificate its event names. A valid file
 * of somebody else proves nothing here.
 */
export function isFileOf(
  { created, signatures }: Document,
  { fileId, signatures: inFile }: FileIdentity,
): boolean {
  return (
    fileId === created.facts.slice(0, 32) &&
    inFile.length === created.slots.length &&
    created.slots.every(({ name }) => {
      const recorded = signatures.find((signature) => signature.slot === name)?.certificate;
      const found = inFile.find((signature) => signature.field === name)?.certificate?.fingerprint;
      return recorded !== undefined && recorded === found;
    })
  );
}
