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

/** Holds the references of the trailer; no object has this number. */
const trailer = -1;

/** Steps towards the trailer which may be taken for one revision before the index is built anew instead. */
const mostSteps = 10_000;

/**
 * From where each object can be reached in a view, objects which do not exist included: a later revision which defines
 * such an object changes the page that already points to it. It goes from one revision to the next by what that one
 * wrote. Each object is known to be reachable by one way from the trailer; whoever loses that way is given another.
 */
export class ReferenceIndex {
  #view: PdfView;
  /** Of each reachable object: where it is named. */
  readonly #places = new Map<number, Set<Location>>();
  /** What each reachable object names. */
  readonly #named = new Map<number, readonly PlacedReference[]>();
  /** The object, or the trailer, before it on its way. */
  readonly #way = new Map<number, number>();
  #steps = 0;

  constructor(view: PdfView) {
    this.#view = view;
    this.#build();
  }

  /** Where the object is named by what can itself be reached; undefined when nothing leads to it. */
  placesOf(object: number): ReadonlySet<Location> | undefined {
    return this.#places.get(object);
  }

  /** @param view of the revision which follows */
  advance(view: PdfView): void {
    this.#view = view;
    this.#steps = 0;
    this.#replace(trailer);
    for (const object of view.revision.entries.keys()) if (this.#places.has(object)) this.#replace(object);
  }

  /** When more may have changed than the revision lists. */
  rebuild(view: PdfView): void {
    this.#view = view;
    this.#build();
  }

  #build(): void {
    this.#places.clear();
    this.#named.clear();
    this.#way.clear();
    this.#name(trailer, this.#referencesOf(trailer));
  }

  #referencesOf(holder: number): PlacedReference[] {
    if (holder === trailer) return referencesIn(this.#view.trailer, 'trailer:');
    const value = this.#view.object(holder)?.value;
    return value ? referencesIn(value, `${holder}:`) : [];
  }

  #replace(holder: number): void {
    const before = this.#named.get(holder) ?? [];
    const now = this.#referencesOf(holder);
    const stays = new Set(now.map(({ object, location }) => `${object} ${location}`));
    this.#name(holder, now);
    this.#lose(
      holder,
      before.filter(({ object, location }) => !stays.has(`${object} ${location}`)),
    );
  }

  /** The holder names these, which name others in turn. */
  #name(holder: number, references: readonly PlacedReference[]): void {
    this.#named.set(holder, references);
    const waiting: (readonly [number, PlacedReference])[] = references.map((found) => [holder, found]);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [from, { object, location }] = next;
      const known = this.#places.get(object);
      if (known) {
        known.add(location);
        continue;
      }
      this.#places.set(object, new Set([location]));
      this.#way.set(object, from);
      const inside = this.#referencesOf(object);
      this.#named.set(object, inside);
      for (const found of inside) waiting.push([object, found]);
    }
  }

  /** The holder names these no longer; what only it led to is lost with them. */
  #lose(holder: number, references: readonly PlacedReference[]): void {
    const waiting: (readonly [number, PlacedReference])[] = references.map((lost) => [holder, lost]);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [from, { object, location }] = next;
      const places = this.#places.get(object);
      if (places === undefined) continue;
      places.delete(location);
      if (places.size > 0) {
        if (this.#way.get(object) !== from || this.#findWay(object, places)) continue;
        this.#build();
        return;
      }
      for (const lost of this.#named.get(object) ?? []) waiting.push([object, lost]);
      this.#places.delete(object);
      this.#named.delete(object);
      this.#way.delete(object);
    }
  }

  /** Another way to the object, by a place whose own way does not lead through it. */
  #findWay(object: number, places: ReadonlySet<Location>): boolean {
    for (const location of places) {
      if (++this.#steps > mostSteps) return false;
      const start = location.startsWith('trailer:') ? trailer : Number.parseInt(location, 10);
      let at: number | undefined = start;
      while (at !== undefined && at !== trailer && at !== object) {
        if (++this.#steps > mostSteps) return false;
        at = this.#way.get(at);
      }
      if (at !== trailer) continue;
      this.#way.set(object, start);
      return true;
    }
    return false;
  }
}
