import * as z from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { Registry } from '../ports/registry.ts';

export type FailingAuthority = {
  /** The host as configured, or `sendiri`. */
  readonly authority: string;
  /** TimestampRefusalCode, or `unavailable` for our own. */
  readonly code: string;
  /** ISO instant of the first failure after the last success. */
  readonly since: string;
};

/** Who of the configured authorities served last, and who before it in the order did not. */
export type StampingService = {
  /** null when nobody did. */
  readonly serving: string | null;
  readonly failing: readonly FailingAuthority[];
};

const serviceKey = 'stamping#service';
const stored = z.strictObject({
  serving: z.string().min(1).nullable(),
  failing: z.array(
    z.strictObject({ authority: z.string().min(1), code: z.string().min(1), since: z.iso.datetime() }),
  ),
});

/** Other processes write the same item: how often one looks whether it still says what it sees itself. */
const lookEvery = 60_000;

/** `undefined` as long as no authority has ever failed. */
export async function stampingService(registry: Registry): Promise<StampingService | undefined> {
  const item = await registry.load(serviceKey);
  return item && stored.parse(item.body);
}

/**
 * Tells the registry when another authority than before serves: no write while it stays the same, one read a minute
 * while documents are stamped.
 */
export function stampingRecorder(registry: Registry, clock: Clock): (seen: StampingService) => Promise<void> {
  let told: StampingService | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async (seen) => {
    const now = clock.now().getTime();
    if (told && same(told, seen) && Math.abs(now - lookedAt) < lookEvery) return;
    await record(registry, seen);
    told = seen;
    lookedAt = now;
  };
}

/** A conflict is another process which has just told what it sees: this one looks again later. */
async function record(registry: Registry, seen: StampingService): Promise<void> {
  const item = await registry.load(serviceKey);
  const before = item && stored.parse(item.body);
  if (before ? same(before, seen) : seen.failing.length === 0) return;
  const failing = seen.failing.map((each) => {
    const known = before?.failing.find(({ authority }) => authority === each.authority);
    return { ...each, since: known && known.since < each.since ? known.since : each.since };
  });
  await registry.save({
    key: serviceKey,
    version: (item?.version ?? 0) + 1,
    body: { serving: seen.serving, failing },
  });
}

const same = (a: StampingService, b: StampingService): boolean =>
  a.serving === b.serving && namesOf(a) === namesOf(b);
const namesOf = ({ failing }: StampingService): string =>
  failing.map(({ authority }) => authority).join('\n');
