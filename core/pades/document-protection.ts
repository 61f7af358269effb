import { readDer } from '../pki/reading/der-node.ts';
import { identifies } from '../pki/reading/signed-data.ts';
import { readTimestampToken } from '../pki/reading/timestamp-token.ts';
import { entry, isName } from './reader/objects.ts';
import { openPdf } from './reader/pdf-file.ts';
import { signatureFields } from './reader/signature-fields.ts';

/** What the newest document timestamp of a file says of itself; nothing of it is judged here. */
export type DocumentProtection = {
  /** ISO 8601: the end of the certificate which signed the token. */
  readonly protectedUntil: string;
  /** Common name of that certificate. */
  readonly timestampAuthority: string;
  /** ISO 8601: the token's own time. */
  readonly stampedAt: string;
};

/** The file carries no document timestamp, or one whose token does not name its certificate. */
export class DocumentUnprotected extends Error {
  override readonly name = 'DocumentUnprotected';
}

/** @throws PdfMalformed, PkiMalformed, DocumentUnprotected */
export function documentProtection(bytes: Uint8Array): DocumentProtection {
  const view = openPdf(bytes).last;
  const tokens = signatureFields(view).flatMap(({ signature }) => {
    if (!signature || !isName(view.resolve(entry(signature.dictionary, 'SubFilter')), 'ETSI.RFC3161'))
      return [];
    const contents = view.resolve(entry(signature.dictionary, 'Contents'));
    return contents.kind === 'string' ? [contents] : [];
  });
  // Increments only append: the newest one stands last in the file.
  const newest = tokens.sort((a, b) => a.start - b.start).at(-1);
  if (!newest) throw new DocumentUnprotected('the file carries no document timestamp');
  const { signedData, time } = readTimestampToken(readDer(newest.bytes).raw);
  const [signer] = signedData.signers;
  const certificate = signer && signedData.certificates.find((candidate) => identifies(signer, candidate));
  if (!certificate) throw new DocumentUnprotected('the token does not carry the certificate it names');
  return {
    protectedUntil: certificate.notAfter.toISOString(),
    timestampAuthority: certificate.commonName ?? certificate.subjectText,
    stampedAt: time.toISOString(),
  };
}
