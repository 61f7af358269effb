import { readDer } from '../pki/reading/der-node.ts';
import { readSignedData, type SignedData } from '../pki/reading/signed-data.ts';
import { entry } from './reader/objects.ts';
import { openPdf } from './reader/pdf-file.ts';
import { signatureFields } from './reader/signature-fields.ts';

/** RFC 3161 appendix A: id-aa-timeStampToken. */
const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';

/** Every certificate the file's signatures and their timestamps carry, DER, each once: what a DSS must hold. */
export function embeddedCertificates(revision: Uint8Array): Uint8Array[] {
  const view = openPdf(revision).last;
  const found = new Map<string, Uint8Array>();
  const collect = (signed: SignedData): void => {
    for (const { der } of signed.certificates) found.set(Buffer.from(der).toString('base64'), der);
    for (const { unsignedAttributes } of signed.signers)
      for (const { oid, values } of unsignedAttributes)
        if (oid === signatureTimestamp) values.map((value) => readSignedData(value)).forEach(collect);
  };
  for (const { signature } of signatureFields(view)) {
    const contents = signature && view.resolve(entry(signature.dictionary, 'Contents'));
    if (contents?.kind === 'string') collect(readSignedData(readDer(contents.bytes).raw));
  }
  return [...found.values()];
}
