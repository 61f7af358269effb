import { readFile } from 'node:fs/promises';

export type SignedPart = {
  readonly byteRange: readonly [number, number, number, number];
  /** The CMS or timestamp token, without the zero padding. */
  readonly contents: Buffer;
  /** What it covers. */
  readonly covered: Buffer;
  readonly isTimestamp: boolean;
};

/** DER of id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4. */
const tstInfo = Buffer.from('060b2a864886f70d0109100104', 'hex');

/**
 * Cuts signatures out of a file by its /ByteRange arrays alone: deliberately no PDF parser, and nothing shared
 * with the project's own reader, so that openssl judges bytes which our code did not choose.
 * @throws when a range does not enclose exactly one hexadecimal string.
 */
export const readSignedParts = async (file: string): Promise<SignedPart[]> => {
  const bytes = await readFile(file);
  const text = bytes.toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map((match) => {
    const [a, b, c, d] = match.slice(1).map(Number);
    if (a === undefined || b === undefined || c === undefined || d === undefined)
      throw new Error('no ByteRange');
    const gap = text.slice(a + b, c);
    if (a !== 0 || c + d > bytes.length || !/^<[0-9A-Fa-f]*>$/.test(gap)) {
      throw new Error(`ByteRange [${a} ${b} ${c} ${d}] does not enclose one hexadecimal string`);
    }
    const padded = Buffer.from(gap.slice(1, -1), 'hex');
    const contents = padded.subarray(0, derLength(padded));
    return {
      byteRange: [a, b, c, d],
      contents,
      covered: Buffer.concat([bytes.subarray(a, a + b), bytes.subarray(c, c + d)]),
      isTimestamp: contents.subarray(0, 200).includes(tstInfo),
    };
  });
};

/** Length of the DER value at the start, header included. */
const derLength = (bytes: Buffer): number => {
  const first = bytes[1];
  if (bytes[0] !== 0x30 || first === undefined) throw new Error('Contents is no DER SEQUENCE');
  if (first < 0x80) return 2 + first;
  const width = first - 0x80;
  if (width < 1 || width > 4) throw new Error('Contents has no definite DER length');
  return 2 + width + bytes.readUIntBE(2, width);
};
