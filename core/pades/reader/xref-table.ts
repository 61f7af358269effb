import { endOfLine, isDigit } from './characters.ts';
import { limits } from './limits.ts';
import { ObjectParser } from './object-parser.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import type { XrefEntry, XrefSection } from './xref-section.ts';

/** Reads `xref … trailer <<…>>` at the offset; entries are exactly 20 bytes (ISO 32000-1 §7.5.4). */
export function readXrefTable(bytes: Uint8Array, start: number): XrefSection {
  const parser = new ObjectParser(bytes, start);
  parser.expectKeyword('xref');
  lineEnd(parser);
  const entries = new Map<number, XrefEntry>();
  while (isDigit(bytes[parser.position])) readSubsection(parser, entries);
  parser.skipSpace();
  parser.expectKeyword('trailer');
  parser.skipSpace();
  const trailer = parser.dictionary();
  return { kind: 'table', entries, trailer, start, end: parser.position };
}

function readSubsection(parser: ObjectParser, entries: Map<number, XrefEntry>): void {
  const at = parser.position;
  const first = parser.unsigned();
  if (parser.bytes[parser.position] !== 32) throw new PdfMalformed('xref', at, 'bad subsection header');
  parser.position++;
  const length = parser.unsigned();
  lineEnd(parser);
  if (first + length > limits.objectNumber || parser.position + length * 20 > parser.bytes.length) {
    throw new PdfMalformed('xref', at, 'subsection claims more entries than the file holds');
  }
  for (let i = 0; i < length; i++) {
    if (entries.has(first + i)) {
      throw new PdfMalformed('xref-entry', parser.position, `object ${first + i} listed twice`);
    }
    entries.set(first + i, readEntry(parser));
  }
}

/** `nnnnnnnnnn ggggg n` and a two-character end of line: SP CR, SP LF or CR LF. */
function readEntry(parser: ObjectParser): XrefEntry {
  const { bytes, position } = parser;
  const offset = digits(bytes, position, 10);
  const generation = digits(bytes, position + 11, 5);
  const type = bytes[position + 17];
  const first = bytes[position + 18];
  const second = bytes[position + 19];
  const wellFormed =
    bytes[position + 10] === 32 &&
    bytes[position + 16] === 32 &&
    ((first === 32 && (second === 13 || second === 10)) || (first === 13 && second === 10));
  if (!wellFormed || generation > 65_535) {
    throw new PdfMalformed('xref-entry', position, 'not a 20-byte cross-reference entry');
  }
  parser.position += 20;
  if (type === 0x6e) return { kind: 'offset', offset, generation };
  if (type === 0x66) return { kind: 'free', generation };
  throw new PdfMalformed('xref-entry', position, 'entry is neither in use nor free');
}

function digits(bytes: Uint8Array, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i++) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) throw new PdfMalformed('xref-entry', i, 'expected a digit');
    value = value * 10 + digit;
  }
  return value;
}

/** An end of line, after spaces some writers put before it. */
function lineEnd(parser: ObjectParser): void {
  while (parser.bytes[parser.position] === 32) parser.position++;
  const length = endOfLine(parser.bytes, parser.position);
  if (length === 0) throw new PdfMalformed('xref', parser.position, 'expected an end of line');
  parser.position += length;
}
