import { Unzlib } from 'fflate';
import { limits } from './limits.ts';
import { entry, type PdfDictionary, type PdfObject, type PdfStream } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import { undoPredictor } from './predictor.ts';

/** Bytes which may still be decoded from one file; shared by all its streams. */
export interface InflateBudget {
  left: number;
}

/** Decodes a stream whose filters are none or FlateDecode; every other filter is refused, never passed on. */
export function decodeStream(
  stream: PdfStream,
  budget: InflateBudget,
  resolve: (object: PdfObject) => PdfObject,
): Uint8Array {
  if (entry(stream.dictionary, 'F') !== undefined) {
    throw new PdfMalformed('filter', stream.start, 'stream data in an external file');
  }
  const filters = list(stream.dictionary, 'Filter', resolve);
  const parameters = list(stream.dictionary, 'DecodeParms', resolve);
  if (filters.length > limits.filters) throw new PdfMalformed('limit', stream.start, 'too many filters');
  let data = stream.raw;
  for (const [index, filter] of filters.entries()) {
    if (filter.kind !== 'name' || filter.value !== 'FlateDecode') {
      throw new PdfMalformed('filter', stream.start, 'only FlateDecode is read here');
    }
    const parameter = parameters[index];
    if (parameter !== undefined && parameter.kind !== 'dictionary' && parameter.kind !== 'null') {
      throw new PdfMalformed('filter', stream.start, '/DecodeParms is not a dictionary');
    }
    const resolved = parameter?.kind === 'dictionary' ? resolveEntries(parameter, resolve) : undefined;
    data = undoPredictor(inflate(data, budget, stream.start), resolved);
  }
  return data;
}

function list(dictionary: PdfDictionary, key: string, resolve: (object: PdfObject) => PdfObject) {
  const value = entry(dictionary, key);
  if (value === undefined) return [];
  const resolved = resolve(value);
  return resolved.kind === 'array' ? resolved.items.map(resolve) : [resolved];
}

function resolveEntries(dictionary: PdfDictionary, resolve: (object: PdfObject) => PdfObject) {
  const entries = new Map([...dictionary.entries].map(([key, value]) => [key, resolve(value)] as const));
  return { ...dictionary, entries };
}

/** Fed in small pieces, so that a bomb is noticed after at most one piece too many (deflate gives up to 1032:1). */
const pieceBytes = 16 * 1024;

function inflate(data: Uint8Array, budget: InflateBudget, offset: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const decoder = new Unzlib((chunk) => {
    total += chunk.length;
    budget.left -= chunk.length;
    if (total > limits.inflatedStream || budget.left < 0) {
      throw new PdfMalformed('limit', offset, 'stream inflates beyond the limit');
    }
    chunks.push(chunk);
  });
  try {
    for (let from = 0; from < data.length || from === 0; from += pieceBytes) {
      decoder.push(data.subarray(from, from + pieceBytes), from + pieceBytes >= data.length);
    }
  } catch (cause) {
    if (cause instanceof PdfMalformed) throw cause;
    throw new PdfMalformed('filter', offset, 'FlateDecode data is corrupt', { cause });
  }
  const out = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}
