import { hexDigit } from '../pades/reader/characters.ts';
import { count, entry } from '../pades/reader/objects.ts';
import type { PdfFile } from '../pades/reader/pdf-file.ts';
import { type Container, readContainer } from '../pki/reading/ber.ts';
import type { Digester } from '../pki/reading/digest.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { type Finding, type FindingCode, finding } from './finding.ts';
import type { LocatedSignature } from './located-signature.ts';
import type { Coverage } from './report.ts';
import type { SignedRanges } from './signed-ranges.ts';

export interface SignedBytes {
  /** Over the two ranges one after the other: what the signature is over. */
  readonly digest: Digester;
  /** The value in /Contents without its padding, in DER. */
  readonly container: Uint8Array;
  /** Whether it stands there in DER, as ISO 32000-1 §12.8.3.3.1 asks. */
  readonly isDer: boolean;
  readonly coverage: Coverage;
}

type Outcome = { readonly bytes: SignedBytes } | { readonly bytes: null; readonly finding: Finding };

/**
 * ISO 32000-1 §12.8.1, EN 319 142-1 §6.3: the ranges cover the whole revision but the hexadecimal string of
 * this very /Contents. Anything wider, narrower or elsewhere lets bytes live outside the signature (SWA, USF).
 */
export function byteRangeRule(pdf: PdfFile, signature: LocatedSignature, ranges: SignedRanges): Outcome {
  const refuse = (code: FindingCode, detail: string): Outcome => ({
    bytes: null,
    finding: finding(code, detail),
  });
  const { dictionary, revision: index, holder } = signature;
  const view = pdf.at(index);
  const revision = view.revision;
  const object = view.object(holder);
  const placed = view.entry(holder);
  if (object === undefined || object.container !== null || placed?.revision !== index) {
    return refuse('signature-outside-revision', `object ${holder} is not written in revision ${index}`);
  }

  const range = entry(dictionary, 'ByteRange');
  const numbers = range?.kind === 'array' ? range.items.map(count) : [];
  const [first, firstLength, second, secondLength, ...more] = numbers;
  if (
    first === undefined ||
    firstLength === undefined ||
    second === undefined ||
    secondLength === undefined ||
    more.length > 0
  ) {
    return refuse('byte-range-malformed', 'expected four integers');
  }
  const contents = entry(dictionary, 'Contents');
  if (contents?.kind !== 'string' || !contents.hex || contents.bytes.length === 0) {
    return refuse('contents-malformed', 'expected a hexadecimal string');
  }
  // Whitespace among the digits would be bytes which nobody signed.
  const digits = pdf.bytes.subarray(contents.start + 1, contents.end - 1);
  if (digits.length % 2 !== 0 || !areHexDigits(digits)) {
    return refuse('contents-malformed', 'not written as digits in pairs only');
  }
  if (first !== 0) return refuse('byte-range-malformed', `starts at ${first}`);
  if (firstLength !== contents.start || second !== contents.end) {
    const gap = `${firstLength}-${second}`;
    return refuse('byte-range-gap', `gap ${gap}, /Contents ${contents.start}-${contents.end}`);
  }
  const end = second + secondLength;
  if (end !== revision.end && end !== revision.markerEnd) {
    return refuse('byte-range-end', `ends at ${end}, revision ${index} at ${revision.end}`);
  }

  if (!ranges.claim(index, firstLength)) {
    return refuse('byte-range-end', `revision ${index} has another signature over it`);
  }

  let container: Container;
  try {
    container = readContainer(contents.bytes);
  } catch (error) {
    if (error instanceof PkiMalformed) return refuse('contents-malformed', error.message);
    throw error;
  }
  if (!areZero(contents.bytes.subarray(container.length))) {
    return refuse('contents-padding', 'bytes other than zero after the container');
  }
  return {
    bytes: {
      digest: (hash) => ranges.digest(hash, { gap: firstLength, resume: second, end }),
      container: container.der,
      isDer: container.isDer,
      coverage: revision.end === pdf.bytes.length ? 'entire-file' : 'entire-revision',
    },
  };
}

function areHexDigits(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (hexDigit(bytes[at]) < 0) return false;
  return true;
}

function areZero(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}
