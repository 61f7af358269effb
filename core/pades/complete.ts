import { certificateParts } from '../pki/certificate-parts.ts';
import { digest, SignatureRefused, signatureIsValid } from '../pki/message-signer.ts';
import { contentTypes, signedData } from '../pki/signed-data.ts';
import { hashName } from '../pki/signing-algorithm.ts';
import { requireImprint } from '../pki/timestamp.ts';
import { AppendedWrongly } from './appended-wrongly.ts';
import { BaseRevision } from './base-revision.ts';
import { digestOfRange, type PreparedSignature } from './prepare.ts';
import { count, entry } from './reader/objects.ts';
import { signatureFields } from './reader/signature-fields.ts';
import { type ByteRange, fillContents } from './signature-dictionary.ts';

/**
 * Puts the signature value, and for B-T its timestamp token, into the prepared revision. The value is verified
 * before it is embedded (throws SignatureRefused, TimestampMismatch); the finished file is read again before it is handed out.
 */
export function complete(
  prepared: PreparedSignature,
  signature: Uint8Array,
  signatureTimestamp?: Uint8Array,
): Uint8Array {
  const { certificateChain, algorithm, signedAttributes, byteRange } = prepared;
  if (
    !signatureIsValid(algorithm, certificateParts(certificateChain[0]).publicKey, signedAttributes, signature)
  ) {
    throw new SignatureRefused("expected a signature under the key of the signer's certificate");
  }
  if (signatureTimestamp !== undefined) requireImprint(signatureTimestamp, digest('sha256', signature));
  const cms = signedData({
    contentType: contentTypes.data,
    certificates: certificateChain,
    algorithm,
    signedAttributes,
    signature,
    ...(signatureTimestamp === undefined ? {} : { signatureTimestamp }),
  });
  const bytes = new Uint8Array(prepared.bytes);
  fillContents(bytes, byteRange, cms);
  const base = prepared.base ?? new BaseRevision(prepared.bytes.subarray(0, prepared.previousLength));
  inspectAppended(base, bytes, { ...prepared, cms });
  const documentDigest = digestOfRange(hashName(algorithm), bytes, byteRange, base);
  if (Buffer.compare(documentDigest, prepared.documentDigest) !== 0) {
    throw new AppendedWrongly('the signed bytes no longer have the digest which was signed');
  }
  return bytes;
}

/** Reads the increment with the strict reader and compares it with what was meant to be written. */
export function inspectAppended(
  base: BaseRevision,
  bytes: Uint8Array,
  meant: {
    readonly previousLength: number;
    readonly previousSha256: string;
    readonly byteRange: ByteRange;
    readonly field: string;
    readonly cms: Uint8Array;
  },
): void {
  const { previousLength, previousSha256, byteRange, field, cms } = meant;
  if (base.length !== previousLength || base.sha256 !== previousSha256) {
    throw new AppendedWrongly('the revision before is not the one which was prepared');
  }
  const [first, length, second, rest] = byteRange;
  if (
    first !== 0 ||
    length < previousLength ||
    second + rest !== bytes.length ||
    bytes[length] !== 0x3c ||
    bytes[second - 1] !== 0x3e
  ) {
    throw new AppendedWrongly('the byte range is not the whole file without the value of /Contents');
  }
  const view = base.continuedBy(bytes).last;
  const dictionary = signatureFields(view).find((candidate) => candidate.name === field)?.signature
    ?.dictionary;
  if (dictionary === undefined) throw new AppendedWrongly(`field ${field} has no signature`);
  const contents = view.resolve(entry(dictionary, 'Contents'));
  const range = view.arrayAt(dictionary, 'ByteRange')?.items.map(count);
  if (
    contents.kind !== 'string' ||
    contents.start !== length ||
    contents.end !== second ||
    Buffer.compare(contents.bytes.subarray(0, cms.length), cms) !== 0 ||
    !onlyZeros(contents.bytes, cms.length)
  ) {
    throw new AppendedWrongly('/Contents is not the CMS with zeros behind it');
  }
  if (range?.join(' ') !== byteRange.join(' '))
    throw new AppendedWrongly('/ByteRange is not what was hashed');
}

const zeros = new Uint8Array(65_536);

function onlyZeros(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < bytes.length; at += zeros.length) {
    const part = bytes.subarray(at, at + zeros.length);
    if (Buffer.compare(part, zeros.subarray(0, part.length)) !== 0) return false;
  }
  return true;
}
