import { count, entry, isName } from '../../../core/pades/reader/objects.ts';
import { openPdf, type PdfFile } from '../../../core/pades/reader/pdf-file.ts';
import { PdfMalformed } from '../../../core/pades/reader/pdf-malformed.ts';
import { signatureFields } from '../../../core/pades/reader/signature-fields.ts';
import { concatenate, hex } from '../../../core/pki/reading/bytes.ts';
import type { Certificate } from '../../../core/pki/reading/certificate.ts';
import { digest } from '../../../core/pki/reading/digest.ts';
import { attributesToSign } from '../../../core/pki/signed-attributes.ts';
import type { SigningAlgorithm } from '../../../core/pki/signing-algorithm.ts';
import { changesSince } from '../../../core/verification/changes-rule.ts';
import { type LocatedSignature, locateSignatures } from '../../../core/verification/located-signature.ts';

export type PreparedFile = {
  /** The file as it was shown to the person. */
  readonly shown: Uint8Array;
  /** SHA-256 (hex) of it, which the page named when it was opened. */
  readonly revision: string;
  /** What the server would append, its /Contents empty. */
  readonly increment: Uint8Array;
};

/** The server asks to sign something else than what was shown. Nothing is signed. */
export class PreparationRefused extends Error {
  override readonly name = 'PreparationRefused';
}

const contentType = '1.2.840.113549.1.7.1';

/**
 * What the person's key signs, made here: nothing of it is taken from the server. The file begins with exactly the bytes
 * that were shown; the increment fills one empty signature field and, by the verifier's rules, changes nothing else; the
 * byte range is the whole file but an empty /Contents; and the signed attributes are built from that digest and the
 * person's own certificate. Throws PreparationRefused.
 */
export async function attributesOf(
  { shown, revision, increment }: PreparedFile,
  certificate: Certificate,
  algorithm: SigningAlgorithm,
): Promise<Uint8Array> {
  if (hex(await digest('SHA-256', shown)) !== revision)
    throw new PreparationRefused('the file is not the one which was shown');
  const bytes = concatenate([shown, increment]);
  const [gap, resume] = emptyContents(bytes, shown.length);
  const content = concatenate([bytes.subarray(0, gap), bytes.subarray(resume)]);
  return attributesToSign(
    {
      contentType,
      messageDigest: await digest(algorithm === 'ecdsa-p384' ? 'SHA-384' : 'SHA-256', content),
      certificateHash: await digest('SHA-256', certificate.der),
    },
    algorithm,
  );
}

/** Where /Contents begins and ends. */
function emptyContents(bytes: Uint8Array, shownLength: number): readonly [number, number] {
  try {
    return added(openPdf(bytes), shownLength);
  } catch (cause) {
    if (!(cause instanceof PdfMalformed)) throw cause;
    throw new PreparationRefused(cause.message, { cause });
  }
}

function added(pdf: PdfFile, shownLength: number): readonly [number, number] {
  const known = pdf.revisions.filter(({ markerEnd }) => markerEnd <= shownLength).length;
  if (known === 0 || pdf.revisions.length !== known + 1)
    throw new PreparationRefused(`expected one increment, got ${pdf.revisions.length - known}`);
  const { signatures, findings } = locateSignatures(pdf);
  const [signature, ...more] = signatures.filter(({ revision }) => revision >= known);
  const before = signatureFields(pdf.at(known - 1)).find(({ name }) => name === signature?.field.name);
  if (!signature || more.length > 0 || findings.length > 0 || !before || before.signature)
    throw new PreparationRefused('expected one empty signature field to be filled');
  const changes = changesSince(pdf, signatures, known - 1).flatMap((change) => change.findings);
  if (changes[0]) throw new PreparationRefused(`${changes[0].code} ${changes[0].detail}`);
  return contentsOf(pdf, signature);
}

function contentsOf(pdf: PdfFile, { dictionary }: LocatedSignature): readonly [number, number] {
  if (!isName(entry(dictionary, 'SubFilter') ?? dictionary, 'ETSI.CAdES.detached'))
    throw new PreparationRefused('expected a PAdES signature');
  const contents = entry(dictionary, 'Contents');
  const range = entry(dictionary, 'ByteRange');
  const numbers = range?.kind === 'array' ? range.items.map(count) : [];
  if (contents?.kind !== 'string' || !contents.hex || contents.bytes.some((byte) => byte !== 0))
    throw new PreparationRefused('expected an empty /Contents');
  const { start, end } = contents;
  // Nothing but zeros between the brackets: whitespace there would be bytes which nobody signs.
  const digits = pdf.bytes.subarray(start + 1, end - 1);
  const whole = [0, start, end, pdf.bytes.length - end];
  if (digits.some((byte) => byte !== 0x30) || numbers.join() !== whole.join())
    throw new PreparationRefused(`expected the byte range ${whole}, got ${numbers}`);
  return [start, end];
}
