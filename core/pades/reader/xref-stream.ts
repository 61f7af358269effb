import { readIndirectObject } from './indirect-object.ts';
import { limits } from './limits.ts';
import { count, entry, isName, type PdfDictionary } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import { decodeStream, type InflateBudget } from './stream-decoder.ts';
import type { XrefEntry, XrefSection } from './xref-section.ts';

/**
 * Reads a cross-reference stream at the offset (ISO 32000-1 §7.5.8). Nothing in it may be indirect: at this
 * point no reference can be resolved yet.
 */
export function readXrefStream(bytes: Uint8Array, start: number, budget: InflateBudget): XrefSection {
  const direct = () => {
    throw new PdfMalformed('xref', start, 'indirect value in a cross-reference stream');
  };
  const { value, end } = readIndirectObject(bytes, start, direct);
  if (value.kind !== 'stream' || !isName(entry(value.dictionary, 'Type'), 'XRef')) {
    throw new PdfMalformed('xref', start, 'neither a table nor a cross-reference stream');
  }
  const trailer = value.dictionary;
  const data = decodeStream(value, budget, (object) => (object.kind === 'reference' ? direct() : object));
  const widths = numbers(trailer, 'W') ?? [];
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const rowWidth = typeWidth + secondWidth + thirdWidth;
  if (widths.length !== 3 || widths.some((width) => width > 8) || secondWidth === 0) {
    throw new PdfMalformed('xref', trailer.start, '/W is not three field widths');
  }
  const sections = numbers(trailer, 'Index') ?? [0, count(entry(trailer, 'Size')) ?? 0];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  for (let i = 0; i < sections.length; i += 2) {
    const first = sections[i] ?? 0;
    const length = sections[i + 1];
    if (
      length === undefined ||
      first + length > limits.objectNumber ||
      at + length * rowWidth > data.length
    ) {
      throw new PdfMalformed('xref', trailer.start, '/Index claims more entries than the stream holds');
    }
    for (let object = first; object < first + length; object++) {
      if (entries.has(object)) throw new PdfMalformed('xref-entry', start, `object ${object} listed twice`);
      const type = typeWidth === 0 ? 1 : field(data, at, typeWidth);
      const second = field(data, at + typeWidth, secondWidth);
      const third = field(data, at + typeWidth + secondWidth, thirdWidth);
      entries.set(object, toEntry(type, second, third, start));
      at += rowWidth;
    }
  }
  if (at !== data.length) throw new PdfMalformed('xref', start, 'cross-reference stream longer than /Index');
  return { kind: 'stream', entries, trailer, start, end };
}

function toEntry(type: number, second: number, third: number, at: number): XrefEntry {
  if (type === 0) return { kind: 'free', generation: third };
  if (type === 1 && third <= 65_535) return { kind: 'offset', offset: second, generation: third };
  if (type === 2 && second <= limits.objectNumber)
    return { kind: 'compressed', stream: second, index: third };
  throw new PdfMalformed('xref-entry', at, `cross-reference entry of type ${type} out of range`);
}

function field(data: Uint8Array, from: number, width: number): number {
  let value = 0;
  for (let i = from; i < from + width; i++) value = value * 256 + (data[i] ?? 0);
  return value;
}

function numbers(dictionary: PdfDictionary, key: string): number[] | undefined {
  const value = entry(dictionary, key);
  if (value === undefined) return undefined;
  const items = value.kind === 'array' ? value.items.map(count) : [undefined];
  return items.map((item) => {
    if (item === undefined)
      throw new PdfMalformed('xref', value.start, `/${key} is not an array of integers`);
    return item;
  });
}
