import { ObjectParser } from './object-parser.ts';
import { count, entry, type IndirectObject, isName } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';

/** Parses the decoded bytes of an object stream (ISO 32000-1 §7.5.7); spans count in these bytes. */
export function readObjectStream(container: IndirectObject, data: Uint8Array): IndirectObject[] {
  const { value: stream } = container;
  const fault = (message: string) => new PdfMalformed('object-stream', container.start, message);
  if (stream.kind !== 'stream' || !isName(entry(stream.dictionary, 'Type'), 'ObjStm')) {
    throw fault('not an object stream');
  }
  const length = count(entry(stream.dictionary, 'N'));
  const first = count(entry(stream.dictionary, 'First'));
  // Each object needs at least "1 0 " in the header: a lie about /N ends here, before any loop.
  if (length === undefined || first === undefined || first > data.length || length * 4 > first + 4) {
    throw fault('/N or /First do not fit the stream');
  }
  const header = new ObjectParser(data.subarray(0, first), 0);
  const places: { object: number; offset: number }[] = [];
  const seen = new Set<number>();
  for (let i = 0; i < length; i++) {
    header.skipSpace();
    const object = header.unsigned();
    header.skipSpace();
    const offset = first + header.unsigned();
    if (seen.has(object)) throw fault(`object ${object} stands twice in one object stream`);
    seen.add(object);
    places.push({ object, offset });
  }
  // §7.5.7: the offsets increase. Objects inside each other would be read, and kept, as often as they are listed.
  let next = first;
  return places.map(({ object, offset }) => {
    if (offset < next) throw fault(`object ${object} overlaps the one before`);
    const parser = new ObjectParser(data, offset);
    const value = parser.object();
    next = parser.position;
    return { object, generation: 0, value, container: container.object, start: value.start, end: next };
  });
}
