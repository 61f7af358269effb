import type { Document } from '../document/document.ts';
import { documentOf } from '../document/documents.ts';
import type { Item } from '../ports/registry.ts';

/** What one walk over the registry has seen; the rules across items compare against it and read again. */
export class Census {
  /** What the items that stand in an index tell of themselves. */
  readonly indexed = new Map<string, Pick<Item, 'indexes' | 'summary'>>();
  readonly campaigns: string[] = [];
  /** Campaign by person. */
  readonly persons = new Map<string, string>();
  readonly documents = new Map<string, Document>();

  add(item: Item): void {
    const { key, indexes, summary } = item;
    if (indexes) this.indexed.set(key, { indexes, ...(summary ? { summary } : {}) });
    const [type, id = ''] = key.split('#');
    if (type === 'campaign') this.campaigns.push(id);
    if (type === 'person' && typeof item.body.campaign === 'string') this.persons.set(id, item.body.campaign);
    if (type === 'document') {
      try {
        this.documents.set(id, documentOf(item));
      } catch {
        // The rule for single documents names it; here it cannot be counted.
      }
    }
  }
}
