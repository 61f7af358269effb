import type { PdfFile } from '../../pades/reader/pdf-file.ts';
import { ReferenceIndex, referencesIn } from './reference-index.ts';

/** What judging a revision needs to know of the one before; it goes through the revisions at the cost of what each wrote. */
export class Predecessor {
  readonly references: ReferenceIndex;
  /**
   * Object streams which some revision so far put objects into, and what their dictionaries name: nothing leads to them
   * from the trailer, and yet whoever rewrites a filter's parameters changes every object inside.
   */
  readonly containers = new Set<number>();
  readonly #pdf: PdfFile;

  constructor(pdf: PdfFile, revision: number) {
    this.#pdf = pdf;
    this.references = new ReferenceIndex(pdf.at(revision));
    for (const { index } of pdf.revisions.slice(0, revision + 1)) this.#addContainers(index);
  }

  /** @param revision the next one */
  advance(revision: number): void {
    const view = this.#pdf.at(revision);
    const { entries } = view.revision;
    // Whoever rewrites an object stream rewrites objects which no entry of the revision names.
    const isSilent = [...entries.keys()].some((object) => this.containers.has(object));
    if (isSilent) this.references.rebuild(view);
    else this.references.advance(view);
    this.#addContainers(revision);
  }

  #addContainers(revision: number): void {
    const view = this.#pdf.at(revision);
    const waiting = new Set<number>();
    for (const found of view.revision.entries.values()) {
      if (found.kind === 'compressed') waiting.add(found.stream);
    }
    for (const object of waiting) {
      if (this.containers.has(object)) continue;
      this.containers.add(object);
      const value = view.object(object)?.value;
      for (const named of value ? referencesIn(value, '') : []) waiting.add(named.object);
    }
  }
}
