import type { Revision } from './revision.ts';
import type { XrefEntry } from './xref-section.ts';

interface Placed {
  readonly entry: XrefEntry;
  readonly revision: number;
}

interface Update extends Placed {
  readonly before: Update | undefined;
}

/**
 * Which entry of all revisions is in force for an object. Views ask for each object again and again, so the answer does
 * not go through the revisions: only objects which increments wrote have more than one place.
 */
export class EntryHistory {
  readonly #earlier: EntryHistory | undefined;
  readonly #first: ReadonlyMap<number, XrefEntry>;
  /** How many revisions, those of `earlier` included. */
  readonly #count: number;
  /** Newest first. */
  readonly #updates = new Map<number, Update>();

  /** @param earlier of the file whose revisions are the first of these */
  constructor(revisions: readonly Revision[], earlier?: EntryHistory) {
    this.#earlier = earlier;
    this.#first = revisions[0]?.entries ?? new Map();
    this.#count = revisions.length;
    for (const { index, entries } of revisions.slice(earlier ? earlier.#count : 1)) {
      for (const [object, entry] of entries) {
        this.#updates.set(object, { entry, revision: index, before: this.#updates.get(object) });
      }
    }
  }

  /** The newest entry up to a revision, a free one too. */
  at(object: number, revision: number): Placed | undefined {
    let update = this.#updates.get(object);
    while (update !== undefined && update.revision > revision) update = update.before;
    if (update !== undefined) return update;
    if (this.#earlier !== undefined) return this.#earlier.at(object, revision);
    const entry = this.#first.get(object);
    return entry && { entry, revision: 0 };
  }
}
