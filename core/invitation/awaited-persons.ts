import type { DocumentRow } from '../campaign/board.ts';

/**
 * By person, how many documents wait for their signature. Whoever has the first signature of a document that is still
 * being made is not named yet: one message is about all of them.
 */
export function awaitedPersons(rows: readonly DocumentRow[]): ReadonlyMap<string, number> {
  const awaited = new Map<string, number>();
  const early = new Set<string>();
  for (const { summary } of rows) {
    if (summary.state === 'preparing') early.add(summary.slots[0]?.person ?? '');
    if (summary.state !== 'awaiting') continue;
    const person = summary.slots[summary.slot ?? 0]?.person;
    if (person !== undefined) awaited.set(person, (awaited.get(person) ?? 0) + 1);
  }
  for (const person of early) awaited.delete(person);
  return awaited;
}
