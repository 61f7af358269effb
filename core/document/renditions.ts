import type { Document } from './document.ts';

/** One archived file of a document. Each is an exact prefix of the next; all of them stay what they were. */
export type Rendition = {
  /** SHA-256 of the file. */
  readonly revision: string;
  readonly archivedAt: string;
  /** End of the certificate of its newest document timestamp. */
  readonly protectedUntil: string;
  readonly timestampAuthority: string;
  /** SHA-256 of the record which was published with it. */
  readonly record: string;
};

/** Oldest first; the last one is what `complete` serves. Empty until the first is archived. */
export function renditions({ events }: Pick<Document, 'events'>): readonly Rendition[] {
  const archived: Rendition[] = [];
  let made: Omit<Rendition, 'archivedAt' | 'record'> | undefined;
  for (const { draft } of events) {
    if (draft.type === 'sealed' || draft.type === 'extended') {
      const { revision, protectedUntil, timestampAuthority } = draft;
      made = { revision, protectedUntil, timestampAuthority };
    }
    if (draft.type === 'archived' && made)
      archived.push({ ...made, archivedAt: draft.at, record: draft.record });
  }
  return archived;
}

/** What a file with that hash is to the document; `earlier` is genuine and was renewed since. */
export type FileStanding =
  | { readonly name: 'current' | 'earlier'; readonly rendition: Rendition }
  | { readonly name: 'unknown' };

export function fileStanding(document: Pick<Document, 'events'>, sha256: string): FileStanding {
  const all = renditions(document);
  const rendition = all.find(({ revision }) => revision === sha256);
  if (!rendition) return { name: 'unknown' };
  return { name: rendition === all.at(-1) ? 'current' : 'earlier', rendition };
}
