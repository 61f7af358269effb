import type { Clock } from '../../core/ports/clock.ts';

export type MovableClock = Clock & { moveBy(seconds: number): void };

/** Stands still until it is moved. Starts at the real time, since AWS engines refuse requests signed far from it. */
export function movableClock(start: Date = new Date()): MovableClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    moveBy(seconds) {
      time += seconds * 1000;
    },
  };
}
