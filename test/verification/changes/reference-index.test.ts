import { expect, it } from 'vitest';
import type { IndirectObject, PdfDictionary, PdfObject } from '../../../core/pades/reader/objects.ts';
import type { PdfView } from '../../../core/pades/reader/pdf-view.ts';
import type { XrefEntry } from '../../../core/pades/reader/xref-section.ts';
import { ReferenceIndex } from '../../../core/verification/changes/reference-index.ts';

/** Keys of a dictionary with the objects they name; several under one key stand in an array. */
type Names = Readonly<Record<string, readonly number[]>>;
const span = { start: 0, end: 0 };

function dictionary(names: Names): PdfDictionary {
  const named = (object: number): PdfObject => ({ kind: 'reference', object, generation: 0, ...span });
  const entries = Object.entries(names).map(([key, objects]): [string, PdfObject] => [
    key,
    { kind: 'array', items: objects.map(named), ...span },
  ]);
  return { kind: 'dictionary', entries: new Map(entries), ...span };
}

/** What the index asks of a view, over a graph. */
function viewOf(root: Names, objects: ReadonlyMap<number, Names>, wrote: readonly number[] = []): PdfView {
  const free: XrefEntry = { kind: 'free', generation: 0 };
  return {
    trailer: dictionary(root),
    revision: { entries: new Map(wrote.map((object) => [object, free])) },
    object: (object: number): Pick<IndirectObject, 'value'> | undefined => {
      const names = objects.get(object);
      return names && { value: dictionary(names) };
    },
  } as unknown as PdfView;
}

const objectNumbers = Array.from({ length: 14 }, (_none, index) => index + 1);

function placesIn(index: ReferenceIndex): string[] {
  return objectNumbers.map((object) => `${object}: ${[...(index.placesOf(object) ?? [])].sort().join(' ')}`);
}

it('gives up what only a circle still names', () => {
  const before = new Map<number, Names>([
    [1, { A: [2] }],
    [2, { A: [3] }],
    [3, { A: [2] }],
  ]);
  const index = new ReferenceIndex(viewOf({ Root: [1] }, before));
  expect([...(index.placesOf(2) ?? [])].sort()).toEqual(['1:/A[]', '3:/A[]']);

  const after = new Map(before).set(1, {});
  index.advance(viewOf({ Root: [1] }, after, [1]));

  expect(index.placesOf(2)).toBeUndefined();
  expect(index.placesOf(3)).toBeUndefined();
});

it('keeps what another way leads to, and learns of objects which appear', () => {
  const before = new Map<number, Names>([
    [1, { A: [2, 4], B: [3] }],
    [3, { A: [2] }],
  ]);
  const index = new ReferenceIndex(viewOf({ Root: [1] }, before));
  const after = new Map(before).set(1, { B: [3], C: [4] }).set(4, { A: [5, 5] });
  index.advance(viewOf({ Root: [1] }, after, [1, 4]));
  expect([...(index.placesOf(2) ?? [])]).toEqual(['3:/A[]']);
  expect([...(index.placesOf(4) ?? [])]).toEqual(['1:/C[]']);
  expect([...(index.placesOf(5) ?? [])]).toEqual(['4:/A[]']);
});

it('says after any revision what an index of that revision alone says', () => {
  // A linear congruential generator: the same graphs each time.
  let seed = 20261122;
  const draw = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >>> 8) % below;
  };
  const someNames = (): Names => {
    const names: Record<string, readonly number[]> = {};
    for (let key = draw(3); key > 0; key--) {
      names['ABC'[draw(3)] ?? 'A'] = Array.from({ length: draw(3) }, () => 1 + draw(objectNumbers.length));
    }
    return names;
  };
  for (let round = 0; round < 400; round++) {
    const objects = new Map<number, Names>(objectNumbers.map((object) => [object, someNames()]));
    let root: Names = { Root: [1 + draw(3)] };
    const index = new ReferenceIndex(viewOf(root, objects));
    for (let revision = 0; revision < 8; revision++) {
      const wrote = Array.from({ length: draw(4) }, () => 1 + draw(objectNumbers.length));
      for (const object of wrote) {
        if (draw(5) === 0) objects.delete(object);
        else objects.set(object, someNames());
      }
      if (draw(6) === 0) root = { Root: [1 + draw(3)], Info: [1 + draw(objectNumbers.length)] };
      const view = viewOf(root, new Map(objects), wrote);

      index.advance(view);

      expect(placesIn(index)).toEqual(placesIn(new ReferenceIndex(view)));
    }
  }
});

it('does not look through all places of an object for each which is lost', () => {
  const names = (prefix: string, count: number): Names =>
    Object.fromEntries(Array.from({ length: count }, (_none, at) => [`${prefix}${at}`, [2]]));
  const before = new Map<number, Names>([
    [1, names('Lost', 2_000)],
    [2, names('Own', 60_000)],
  ]);
  const index = new ReferenceIndex(viewOf({ Root: [1] }, before));

  index.advance(viewOf({ Root: [1] }, new Map(before).set(1, {}), [1]));

  expect(index.placesOf(2)).toBeUndefined();
});
