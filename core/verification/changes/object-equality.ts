import { entry, type PdfDictionary, type PdfObject } from '../../pades/reader/objects.ts';
import { equalBytes } from '../../pki/reading/bytes.ts';

/** Same value however written; references are equal when they name the same object. Undefined equals null. */
export function sameObject(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return (a?.kind ?? 'null') === (b?.kind ?? 'null');
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'boolean':
    case 'name':
      return b.kind === a.kind && b.value === a.value;
    case 'number':
      return b.kind === 'number' && b.value === a.value && b.integer === a.integer;
    case 'string':
      return b.kind === 'string' && equalBytes(a.bytes, b.bytes);
    case 'reference':
      return b.kind === 'reference' && b.object === a.object && b.generation === a.generation;
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => sameObject(item, b.items[index]))
      );
    case 'dictionary':
      return b.kind === 'dictionary' && changedKeys(a, b).length === 0;
    case 'stream':
      return b.kind === 'stream' && sameObject(a.dictionary, b.dictionary) && equalBytes(a.raw, b.raw);
  }
}

/** Keys whose values differ, added and removed ones included. */
export function changedKeys(a: PdfDictionary | undefined, b: PdfDictionary): string[] {
  const keys = new Set([...(a?.entries.keys() ?? []), ...b.entries.keys()]);
  return [...keys].filter((key) => !sameObject(a && entry(a, key), entry(b, key)));
}
