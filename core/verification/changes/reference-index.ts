import type { PdfObject } from '../../pades/reader/objects.ts';
import type { PdfView } from '../../pades/reader/pdf-view.ts';

/** One place in the document: `12:/AP/N` in object 12, `trailer:/Info` in the trailer; `[]` for array items. */
export type Location = string;

/** A reference, the place where it stands. */
export interface PlacedReference {
  readonly object: number;
  readonly location: Location;
}

/** All references directly inside a value. */
export function referencesIn(value: PdfObject, location: Location): PlacedReference[] {
  const found: PlacedReference[] = [];
  const waiting: [PdfObject, Location][] = [[value, location]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [current, at] = next;
    if (current.kind === 'reference') found.push({ object: current.object, location: at });
    else if (current.kind === 'array') for (const item of current.items) waiting.push([item, `${at}[]`]);
    else if (current.kind === 'stream') waiting.push([current.dictionary, at]);
    else if (current.kind === 'dictionary') {
      for (const [key, item] of current.entries) waiting.push([item, `${at}/${key}`]);
    }
  }
  return found;
}

/**
 * From where each object can be reached in the view, objects which do not exist included: a later revision
 * which defines such an object changes the page that already points to it.
 */
export function indexReferences(view: PdfView): ReadonlyMap<number, ReadonlySet<Location>> {
  const index = new Map<number, Set<Location>>();
  const waiting = referencesIn(view.trailer, 'trailer:');
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const known = index.get(next.object);
    if (known) {
      known.add(next.location);
      continue;
    }
    index.set(next.object, new Set([next.location]));
    const value = view.object(next.object)?.value;
    if (value) waiting.push(...referencesIn(value, `${next.object}:`));
  }
  return index;
}
