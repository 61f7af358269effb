import { endOfLine, isDigit, isWhitespace, matches } from './characters.ts';
import { ObjectParser } from './object-parser.ts';
import { PdfMalformed } from './pdf-malformed.ts';

export interface EndOfFile {
  /** Offset of the keyword `startxref`. */
  readonly start: number;
  readonly startxref: number;
  /** After `%%EOF`. */
  readonly markerEnd: number;
  /** After the one end of line which may follow. */
  readonly end: number;
}

/** Reads `startxref n %%EOF` at the offset (ISO 32000-1 §7.5.5). */
export function readEndOfFile(bytes: Uint8Array, start: number): EndOfFile {
  const parser = new ObjectParser(bytes, start);
  if (!parser.keyword('startxref')) throw new PdfMalformed('startxref', start, 'expected startxref');
  while (isWhitespace(bytes[parser.position])) parser.position++;
  const startxref = parser.unsigned();
  while (isWhitespace(bytes[parser.position])) parser.position++;
  if (!matches(bytes, parser.position, '%%EOF')) {
    throw new PdfMalformed('eof-marker', parser.position, 'expected %%EOF after startxref');
  }
  const markerEnd = parser.position + 5;
  return { start, startxref, markerEnd, end: markerEnd + endOfLine(bytes, markerEnd) };
}

/** The last one, which must end the file: bytes after it would be read by some and not by others. */
export function lastEndOfFile(bytes: Uint8Array): EndOfFile {
  let position = bytes.length;
  if (bytes[position - 1] === 10) position--;
  if (bytes[position - 1] === 13) position--;
  if (!matches(bytes, position - 5, '%%EOF')) {
    throw new PdfMalformed('eof-marker', bytes.length, 'the file does not end with %%EOF');
  }
  position -= 5;
  while (isWhitespace(bytes[position - 1])) position--;
  while (isDigit(bytes[position - 1])) position--;
  while (isWhitespace(bytes[position - 1])) position--;
  const found = readEndOfFile(bytes, position - 'startxref'.length);
  if (found.end !== bytes.length) {
    throw new PdfMalformed('eof-marker', found.end, 'bytes after the last %%EOF');
  }
  return found;
}
