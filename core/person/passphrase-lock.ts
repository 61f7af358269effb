/**
 * Guessing is bounded per person: each attempt is counted before the passphrase is tried, so parallel guesses
 * count too, and success clears the count.
 */
export type PassphraseLock = { readonly attempts: number; readonly last: string };

export const attemptsAllowed = 5;
export const lockMinutes = 15;

export const openLock: PassphraseLock = { attempts: 0, last: new Date(0).toISOString() };

export type Attempt =
  | { readonly allowed: true; readonly lock: PassphraseLock; readonly left: number }
  | { readonly allowed: false; readonly until: Date };

export function attempt(lock: PassphraseLock, now: Date): Attempt {
  const until = new Date(new Date(lock.last).getTime() + lockMinutes * 60_000);
  const attempts = now >= until ? 0 : lock.attempts;
  if (attempts >= attemptsAllowed) return { allowed: false, until };
  return {
    allowed: true,
    lock: { attempts: attempts + 1, last: now.toISOString() },
    left: attemptsAllowed - attempts - 1,
  };
}
