import { entry, isName, type PdfObject } from '../../pades/reader/objects.ts';
import type { PdfFile } from '../../pades/reader/pdf-file.ts';
import type { PdfView } from '../../pades/reader/pdf-view.ts';
import { sameObject } from './object-equality.ts';
import type { Predecessor } from './predecessor.ts';
import { type Location, ReferenceIndex, referencesIn } from './reference-index.ts';

/** The rule which accounts for a changed object. */
export const changeRules = [
  'cross-reference',
  'filled-field',
  'new-field',
  'form',
  'security-store',
  'extensions',
  'version',
  'metadata',
  'information',
  'catalog',
  'page-annotations',
  'unused-validation-data',
] as const;
export type ChangeRule = (typeof changeRules)[number];

/** Judges the value of a slot before and after; `location` is where its own entries then stand. */
export type SlotCheck = (before: PdfObject, after: PdfObject, location: Location) => boolean;

/**
 * From one revision to the next. Rules explain the objects the revision wrote; what none of them explains
 * has been altered. (The model is pyHanko's difference analysis: whitelist, each reference accounted for.)
 */
export class Transition {
  readonly before: PdfView;
  readonly after: PdfView;
  /** Objects the revision wrote or freed and no rule has explained yet. */
  readonly unexplained = new Set<number>();
  /** What explained the others. */
  readonly explained = new Map<number, ChangeRule>();
  private rule: ChangeRule = 'catalog';
  private readonly written: ReadonlySet<number>;
  private readonly predecessor: Predecessor;

  /** @param predecessor as it is before the revision */
  constructor(pdf: PdfFile, revision: number, predecessor: Predecessor) {
    this.before = pdf.at(revision - 1);
    this.after = pdf.at(revision);
    this.predecessor = predecessor;
    const { entries, sections } = this.after.revision;
    const containers = new Set<number>();
    for (const [object, found] of entries) {
      if (!this.isUnchanged(object)) this.unexplained.add(object);
      if (found.kind === 'compressed') containers.add(found.stream);
    }
    this.written = new Set(this.unexplained);
    const sectionStarts = new Set(sections.map(({ start }) => start));
    for (const object of this.written) {
      const written = this.after.object(object);
      const replaced = this.before.object(object)?.value;
      if (written === undefined) continue;
      const isSection = written.container === null && sectionStarts.has(written.start);
      // Drawn by a page which already points to the number, even these bytes would be content.
      if (this.isReachable(object)) continue;
      const mayBeSection = replaced === undefined || isStreamOf(replaced, 'XRef');
      const isContainer = containers.has(object) && replaced === undefined;
      if ((isSection && mayBeSection) || (isContainer && isStreamOf(written.value, 'ObjStm'))) {
        this.by('cross-reference', () => this.explain(object));
      }
    }
  }

  /** What is explained meanwhile is the rule's. */
  by<Result>(rule: ChangeRule, work: () => Result): Result {
    const outer = this.rule;
    this.rule = rule;
    const result = work();
    this.rule = outer;
    return result;
  }

  private isUnchanged(object: number): boolean {
    const before = this.before.object(object);
    const after = this.after.object(object);
    if (before === undefined || after === undefined) return before === after;
    return before.generation === after.generation && sameObject(before.value, after.value);
  }

  wrote(object: number): boolean {
    return this.written.has(object);
  }

  isNew(object: number): boolean {
    return this.before.object(object) === undefined;
  }

  /** In the earlier revision nothing but these places led to the object. */
  onlyFrom(object: number, locations: readonly Location[]): boolean {
    const places = this.predecessor.references.placesOf(object) ?? [];
    for (const location of places) if (!locations.includes(location)) return false;
    return true;
  }

  private isReachable(object: number): boolean {
    return this.predecessor.references.placesOf(object) !== undefined;
  }

  explain(object: number): void {
    // Objects of earlier revisions stand in it, which this one does not list: whatever it is used as, they change too.
    if (this.predecessor.containers.has(object)) return;
    if (this.unexplained.delete(object)) this.explained.set(object, this.rule);
  }

  /** Explains new VRI dictionaries to which nothing leads: archivers leave them, no reader shows them. */
  explainOrphans(): void {
    if (this.unexplained.size === 0) return;
    const reachable = new ReferenceIndex(this.after);
    for (const object of this.unexplained) {
      const value = this.after.object(object)?.value;
      const isData = value?.kind === 'dictionary' && isName(entry(value, 'Type'), 'VRI');
      const isOrphan =
        this.isNew(object) && reachable.placesOf(object) === undefined && !this.isReachable(object);
      if (isData && isOrphan) this.by('unused-validation-data', () => this.explain(object));
    }
  }

  /** Whether the revision wrote something the value is made of. */
  wroteBelow(value: PdfObject | undefined): boolean {
    const waiting = value ? referencesIn(value, '') : [];
    const seen = new Set<number>();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (this.wrote(next.object)) return true;
      const found = seen.has(next.object) ? undefined : this.after.object(next.object)?.value;
      seen.add(next.object);
      for (const reference of found ? referencesIn(found, '') : []) waiting.push(reference);
    }
    return false;
  }

  /** Explains new objects which a value leads to, through new objects only. */
  explainTree(value: PdfObject): void {
    const waiting = referencesIn(value, '');
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { object } = next;
      if (!this.unexplained.has(object) || !this.isNew(object) || !this.onlyFrom(object, [])) continue;
      this.explain(object);
      const found = this.after.object(object)?.value;
      for (const reference of found ? referencesIn(found, '') : []) waiting.push(reference);
    }
  }

  /**
   * A value which may be direct, or an object of its own; the object may be new or overwritten, but then
   * nothing else may have led to it. It is explained when the check passes.
   */
  slot(
    location: Location,
    before: PdfObject | undefined,
    after: PdfObject | undefined,
    check: SlotCheck,
  ): boolean {
    if (after === undefined) return before === undefined;
    const object = after.kind === 'reference' ? after.object : null;
    const sameSlot = before?.kind === 'reference' && before.object === object;
    const alone = object === null || this.onlyFrom(object, sameSlot ? [location] : []);
    if (object !== null && this.wrote(object) && !(alone && (sameSlot || this.isNew(object)))) return false;
    // Below an object which others share, nothing may be overwritten: no location has this name.
    const inner = object === null ? location : alone ? `${object}:` : 'shared';
    if (!check(this.before.resolve(before), this.after.resolve(after), inner)) return false;
    if (object !== null) this.explain(object);
    return true;
  }
}

function isStreamOf(value: PdfObject, type: string): boolean {
  return value.kind === 'stream' && isName(entry(value.dictionary, 'Type'), type);
}
