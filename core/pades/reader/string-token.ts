import { endOfLine, hexDigit, hexDigits, isWhitespace } from './characters.ts';
import type { PdfString } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';

const escapes = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x28, 0x28],
  [0x29, 0x29],
  [0x5c, 0x5c],
]);

/** `(…)` at `start` (ISO 32000-1 §7.3.4.2). */
export function readLiteralString(bytes: Uint8Array, start: number): PdfString {
  const out: number[] = [];
  let position = start + 1;
  let depth = 1;
  for (;;) {
    const byte = bytes[position];
    if (byte === undefined) throw new PdfMalformed('syntax', start, 'literal string without end');
    if (byte === 0x5c) {
      position = readEscape(bytes, position + 1, out);
      continue;
    }
    const lineEnd = endOfLine(bytes, position);
    if (lineEnd > 0) {
      out.push(0x0a);
      position += lineEnd;
      continue;
    }
    if (byte === 0x28) depth++;
    if (byte === 0x29 && --depth === 0) break;
    out.push(byte);
    position++;
  }
  return { kind: 'string', bytes: Uint8Array.from(out), hex: false, start, end: position + 1 };
}

function readEscape(bytes: Uint8Array, position: number, out: number[]): number {
  const lineEnd = endOfLine(bytes, position);
  if (lineEnd > 0) return position + lineEnd;
  const byte = bytes[position];
  if (byte === undefined) throw new PdfMalformed('syntax', position, 'literal string ends in an escape');
  const escaped = escapes.get(byte);
  if (escaped !== undefined) {
    out.push(escaped);
    return position + 1;
  }
  if (byte >= 0x30 && byte <= 0x37) {
    let value = 0;
    let end = position;
    for (; end < position + 3; end++) {
      const digit = bytes[end];
      if (digit === undefined || digit < 0x30 || digit > 0x37) break;
      value = value * 8 + digit - 0x30;
    }
    out.push(value & 0xff);
    return end;
  }
  // §7.3.4.2: a reverse solidus before any other character is ignored.
  out.push(byte);
  return position + 1;
}

/** `0000` as one number. */
const fourZeros = 0x30303030;

/** `<…>` at `start` (ISO 32000-1 §7.3.4.3): only digits and whitespace; an odd last digit means digit 0 follows. */
export function readHexString(bytes: Uint8Array, start: number): PdfString {
  const close = bytes.indexOf(0x3e, start + 1);
  if (close < 0) throw new PdfMalformed('syntax', start, 'hexadecimal string without end');
  const out = new Uint8Array((close - start) >> 1);
  let length = 0;
  let position = start + 1;
  // Pair by pair while nothing but digits comes: a /Contents has sixteen thousand of them, most of them zeros, and
  // `out` begins as zeros.
  const digits = new DataView(bytes.buffer, bytes.byteOffset, close);
  const table = hexDigits;
  while (position + 1 < close) {
    const high = table[bytes[position] as number] as number;
    const pair = (high << 4) | (table[bytes[position + 1] as number] as number);
    if (pair < 0) break;
    out[length++] = pair;
    position += 2;
    if (pair !== 0) continue;
    while (position + 8 <= close && digits.getUint32(position) === fourZeros) {
      if (digits.getUint32(position + 4) !== fourZeros) break;
      position += 8;
      length += 4;
    }
  }
  let high = -1;
  for (; position < close; position++) {
    const digit = hexDigit(bytes[position]);
    if (digit < 0) {
      if (isWhitespace(bytes[position])) continue;
      throw new PdfMalformed('syntax', position, 'not a hexadecimal digit');
    }
    if (high < 0) high = digit;
    else {
      out[length++] = (high << 4) | digit;
      high = -1;
    }
  }
  if (high >= 0) out[length++] = high << 4;
  return { kind: 'string', bytes: out.subarray(0, length), hex: true, start, end: close + 1 };
}
