import { type RefusalCode, refuseSigning } from '../document/decide.ts';
import type { Document } from '../document/document.ts';
import { Documents } from '../document/documents.ts';
import { slotOf } from '../document/slot-of.ts';
import type { Registry } from '../ports/registry.ts';
import { isOpened } from './opening.ts';
import type { ShownDocument } from './sign-documents.ts';

/** What became of one entry of a list, as the document itself tells it now. */
export type ListEntry = {
  readonly document: Document;
  readonly shown: string;
  readonly standing:
    | { readonly name: 'due'; readonly opened: boolean }
    | { readonly name: 'signed' }
    | { readonly name: 'refused'; readonly code: RefusalCode };
};

/** Each entry in the order of the list. Throws StorageUnavailable. */
export async function listProgress(
  registry: Registry,
  person: string,
  entries: readonly ShownDocument[],
): Promise<readonly ListEntry[]> {
  const documents = new Documents(registry);
  const progress = await Promise.all(
    entries.map(async ({ id, shown }): Promise<ListEntry[]> => {
      const document = await documents.load(id);
      const slot = document && slotOf(document, person);
      if (!document || !slot) return [];
      const code = refuseSigning(document, { slot: slot.name, person, shown });
      if (code === 'already-signed') return [{ document, shown, standing: { name: 'signed' } }];
      if (code !== undefined) return [{ document, shown, standing: { name: 'refused', code } }];
      const opened = await isOpened(registry, { document: id, person, revision: shown });
      return [{ document, shown, standing: { name: 'due', opened } }];
    }),
  );
  return progress.flat();
}
