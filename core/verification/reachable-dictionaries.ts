import { entry, type PdfDictionary, type PdfObject } from '../pades/reader/objects.ts';
import type { PdfView } from '../pades/reader/pdf-view.ts';

export interface ReachableDictionary {
  readonly dictionary: PdfDictionary;
  /** Whether it is the dictionary of a stream. */
  readonly ofStream: boolean;
}

/** Every dictionary which the trailer leads to, inside others too; each object once. */
export function* reachableDictionaries(view: PdfView): Generator<ReachableDictionary> {
  const seen = new Set<number>();
  const root = entry(view.trailer, 'Root');
  const waiting: PdfObject[] = root ? [root] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === 'reference') {
      if (seen.has(next.object)) continue;
      seen.add(next.object);
      const value = view.object(next.object)?.value;
      if (value) waiting.push(value);
    } else if (next.kind === 'array') {
      for (const item of next.items) if (mayLead(item)) waiting.push(item);
    } else if (next.kind === 'dictionary' || next.kind === 'stream') {
      const dictionary = next.kind === 'stream' ? next.dictionary : next;
      yield { dictionary, ofStream: next.kind === 'stream' };
      for (const item of dictionary.entries.values()) if (mayLead(item)) waiting.push(item);
    }
  }
}

function mayLead({ kind }: PdfObject): boolean {
  return kind === 'reference' || kind === 'array' || kind === 'dictionary' || kind === 'stream';
}
