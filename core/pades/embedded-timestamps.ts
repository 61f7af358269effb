import { readDer } from '../pki/reading/der-node.ts';
import { readSignedData } from '../pki/reading/signed-data.ts';
import { contentTypes } from '../pki/signed-data.ts';
import { entry } from './reader/objects.ts';
import { openPdf } from './reader/pdf-file.ts';
import { signatureFields } from './reader/signature-fields.ts';

/** RFC 3161 appendix A: id-aa-timeStampToken. */
const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';

/** Every TimeStampToken of the file, DER: those over its signatures and those over the whole document. */
export function embeddedTimestamps(revision: Uint8Array): Uint8Array[] {
  const view = openPdf(revision).last;
  return signatureFields(view).flatMap(({ signature }) => {
    const contents = signature && view.resolve(entry(signature.dictionary, 'Contents'));
    if (contents?.kind !== 'string') return [];
    const container = readDer(contents.bytes).raw;
    const signed = readSignedData(container);
    if (signed.contentType === contentTypes.timestampInfo) return [container];
    return signed.signers
      .flatMap(({ unsignedAttributes }) => unsignedAttributes)
      .filter(({ oid }) => oid === signatureTimestamp)
      .flatMap(({ values }) => values);
  });
}
