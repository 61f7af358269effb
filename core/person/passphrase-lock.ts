/**
 * Guessing is bounded per person: each attempt is counted before the passphrase is tried, so parallel guesses
 * count too, and success clears the counts. Five wrong ones wait a quarter of an hour; after twenty without a right
 * one only HR opens the lock again, so that nobody guesses at leisure.
 */
export type PassphraseLock = {
  readonly attempts: number;
  readonly last: string;
  /** Since the last right passphrase, however long ago. */
  readonly failures: number;
};

export const attemptsAllowed = 5;
export const lockMinutes = 15;
export const failuresAllowed = 20;

export const openLock: PassphraseLock = { attempts: 0, last: new Date(0).toISOString(), failures: 0 };

export type Attempt =
  | { readonly allowed: true; readonly lock: PassphraseLock; readonly left: number }
  /** Without `until` it is HR who unlocks. */
  | { readonly allowed: false; readonly until?: Date };

export function attempt(lock: PassphraseLock, now: Date): Attempt {
  if (lock.failures >= failuresAllowed) return { allowed: false };
  const until = new Date(new Date(lock.last).getTime() + lockMinutes * 60_000);
  const attempts = now >= until ? 0 : lock.attempts;
  if (attempts >= attemptsAllowed) return { allowed: false, until };
  const failures = lock.failures + 1;
  return {
    allowed: true,
    lock: { attempts: attempts + 1, last: now.toISOString(), failures },
    left: Math.min(attemptsAllowed - attempts - 1, failuresAllowed - failures),
  };
}
