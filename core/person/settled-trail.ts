import * as z from 'zod';
import { canonicalJson } from '../document/canonical-json.ts';
import type { JsonObject, Registry } from '../ports/registry.ts';
import type { Person, StoredPerson } from './person.ts';
import { type PersonEvent, type TrailEntry, trailEntry } from './person-event.ts';

/**
 * Bytes of a trail in the person's own item. Who grants codes and changes passphrases all year reaches it; an engine
 * takes 300 KB, and whoever filled an item could keep a key from being ended.
 */
export const largestTrail = 64 * 1024;

/** The older half of a trail which grew too long: written once, and in the chain of hashes like all that follows. */
export const storedTrailPart = z.strictObject({ entries: z.array(trailEntry).min(1) });

export const trailPartKey = (person: string, part: number): string => `trail#${person}.${part}`;

type Kept = Pick<StoredPerson, 'trail' | 'settled'>;

/**
 * What stays in the person's item before another event is added to it. A trail over the limit is added to by nobody, so
 * whoever was cut off in between, or is at it too, has written the same part.
 */
export async function settleTrail(registry: Registry, person: Person): Promise<Kept> {
  const { id, trail, settled } = person;
  if (Buffer.byteLength(JSON.stringify(trail)) <= largestTrail) return { trail, settled };
  const half = Math.ceil(trail.length / 2);
  const older = trail.slice(0, half);
  const part = settled?.parts ?? 0;
  const key = trailPartKey(id, part);
  const body: JsonObject = JSON.parse(JSON.stringify({ entries: older }));
  if ((await registry.save({ key, version: 1, body })) === 'conflict') {
    const there = await registry.load(key);
    if (!there || canonicalJson(there.body) !== canonicalJson(body))
      throw new Error(`${key}: expected the older half of the trail, got something else`);
  }
  const invited = lastOf(older, 'invited') ?? settled?.invited;
  return { trail: trail.slice(half), settled: { parts: part + 1, ...(invited ? { invited } : {}) } };
}

/** What was taken out of the person's item, oldest first; without `entries` where a part is not there. */
export async function* settledParts(
  registry: Registry,
  { id, settled }: Person,
): AsyncGenerator<{ readonly key: string; readonly entries: readonly TrailEntry[] | undefined }> {
  for (let part = 0; part < (settled?.parts ?? 0); part++) {
    const key = trailPartKey(id, part);
    const item = await registry.load(key);
    yield { key, entries: item && storedTrailPart.parse(item.body).entries };
  }
}

/** Everything from the first event on. Throws where a part is not there. */
export async function wholeTrail(registry: Registry, person: Person): Promise<readonly TrailEntry[]> {
  const older: TrailEntry[] = [];
  for await (const { key, entries } of settledParts(registry, person)) {
    if (!entries) throw new Error(`${key}: expected a part of the trail, got nothing`);
    older.push(...entries);
  }
  return [...older, ...person.trail];
}

type EventOf<T extends PersonEvent['type']> = Extract<PersonEvent, { readonly type: T }>;

/** The newest event of a type. */
export function lastOf<T extends PersonEvent['type']>(
  trail: readonly TrailEntry[],
  type: T,
): EventOf<T> | undefined {
  const last = trail.findLast(({ event }) => event.type === type)?.event;
  return last as EventOf<T> | undefined;
}
