import { endOfLine, matches } from './characters.ts';
import { ObjectParser } from './object-parser.ts';
import { count, entry, type IndirectObject, type PdfDictionary, type PdfObject } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';

/** Finds the value of an indirect stream /Length; must itself refuse loops. */
export type LengthResolver = (reference: PdfObject) => PdfObject;

/** Reads `n g obj … endobj`, which must begin exactly at `offset`. */
export function readIndirectObject(
  bytes: Uint8Array,
  offset: number,
  resolveLength: LengthResolver,
): IndirectObject {
  const parser = new ObjectParser(bytes, offset);
  const object = parser.unsigned();
  parser.skipSpace();
  const generation = parser.unsigned();
  parser.skipSpace();
  parser.expectKeyword('obj');
  let value = parser.object();
  parser.skipSpace();
  if (value.kind === 'dictionary' && matches(bytes, parser.position, 'stream')) {
    value = readStream(parser, value, resolveLength);
    parser.skipSpace();
  }
  parser.expectKeyword('endobj');
  return { object, generation, value, container: null, start: offset, end: parser.position };
}

function readStream(
  parser: ObjectParser,
  dictionary: PdfDictionary,
  resolveLength: LengthResolver,
): PdfObject {
  const { bytes } = parser;
  let position = parser.position + 'stream'.length;
  // §7.3.8.1: CR LF or LF, never CR alone, since data could begin with LF.
  if (bytes[position] === 13 && bytes[position + 1] === 10) position += 2;
  else if (bytes[position] === 10) position += 1;
  else throw new PdfMalformed('stream', position, 'stream keyword without its end of line');

  const declared = entry(dictionary, 'Length');
  if (declared === undefined) throw new PdfMalformed('stream', dictionary.start, 'stream without /Length');
  const length = count(declared.kind === 'reference' ? resolveLength(declared) : declared);
  if (length === undefined || position + length > bytes.length) {
    throw new PdfMalformed('stream', dictionary.start, 'stream /Length is not a length within the file');
  }
  const rawEnd = position + length;
  const end = rawEnd + endOfLine(bytes, rawEnd);
  // A wrong /Length is the classic way to show one stream to one reader and another to the next.
  const keywordAt = matches(bytes, rawEnd, 'endstream') ? rawEnd : end;
  parser.position = keywordAt;
  if (!parser.keyword('endstream')) {
    throw new PdfMalformed('stream', rawEnd, 'stream does not end where its /Length says');
  }
  return {
    kind: 'stream',
    dictionary,
    raw: bytes.subarray(position, rawEnd),
    start: dictionary.start,
    end: parser.position,
  };
}
