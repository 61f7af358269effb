import type { ScanType } from './event.ts';

/** Bytes of a scan: with a form around it and in base64 still within the 6 MB which a Lambda takes and gives. */
export const largestScan = 4_000_000;

/** What the bytes themselves say they are, whole: a name or a browser's word proves nothing. */
export function scanTypeOf(bytes: Uint8Array): ScanType | undefined {
  const ends = (end: readonly number[], within: number): boolean => {
    const tail = bytes.subarray(Math.max(0, bytes.length - within));
    return tail.some((_, at) => end.every((byte, offset) => tail[at + offset] === byte));
  };
  const begins = (start: readonly number[]): boolean => start.every((byte, at) => bytes[at] === byte);
  // ISO 32000-1 §7.5.2 and §7.5.5: readers look for the marker within the last 1024 bytes.
  if (begins(ascii('%PDF-')) && ends(ascii('%%EOF'), 1024)) return 'application/pdf';
  // ITU-T T.81 §B.1.1.3: SOI first and another marker behind it, EOI at the end; cameras pad it.
  if (begins([0xff, 0xd8, 0xff]) && ends([0xff, 0xd9], 64)) return 'image/jpeg';
  // ISO/IEC 15948 §5.2 and §11.2: the signature, IHDR first, IEND last.
  if (
    begins([0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a, 0, 0, 0, 13, ...ascii('IHDR')]) &&
    ends(ascii('IEND'), 12)
  )
    return 'image/png';
  return undefined;
}

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));
