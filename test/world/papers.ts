import type { Document } from '../../core/document/document.ts';
import { documentIdOf, documentOf } from '../../core/document/documents.ts';
import type { Item } from '../../core/ports/registry.ts';
import { Violation } from './violation.ts';

/** What HR saw when it recorded a wet signature, and what it was told. */
export class Papers {
  readonly #seen = new Map<string, Set<number>>();
  readonly #told: { readonly id: string; readonly scan: string }[] = [];

  records(id: string, seen: number): void {
    this.#seen.set(id, (this.#seen.get(id) ?? new Set()).add(seen));
  }

  recorded(id: string, scan: string): void {
    this.#told.push({ id, scan });
  }

  /** To be called at every write: a paper takes the place of what HR was shown, never of a signature made since (P1). */
  written(before: Item | undefined, after: Item): void {
    if (!after.key.startsWith('document#') || !before) return;
    if (documentOf(after).events.at(-1)?.draft.type !== 'recorded-on-paper') return;
    const id = documentIdOf(after.key);
    if (documentOf(before).events.at(-1)?.draft.type === 'recorded-on-paper') return;
    if (!this.#seen.get(id)?.has(before.version))
      throw new Violation(`P1: ${id} was recorded on paper over version ${before.version}, which nobody saw`);
  }

  check(documents: ReadonlyMap<string, Document>): void {
    for (const { id, scan } of this.#told) {
      const told = documents
        .get(id)
        ?.events.some(({ draft }) => draft.type === 'recorded-on-paper' && draft.scan === scan);
      if (!told) throw new Violation(`P2: ${id} was told to be recorded on paper, which it is not`);
    }
  }
}
