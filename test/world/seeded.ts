import type { Randomness } from '../../core/ports/randomness.ts';

/** mulberry32: the same seed draws the same numbers on every machine. For schedules, never for keys of people. */
export type Seeded = Randomness & {
  /** 0 to `below` - 1. */
  int(below: number): number;
  chance(probability: number): boolean;
};

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    int: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    bytes: (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)),
  };
}
