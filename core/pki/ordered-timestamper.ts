import type { Clock } from '../ports/clock.ts';
import { type Timestamper, TimestampUnavailable } from '../ports/timestamper.ts';
import type { StampingAuthority } from './stamping-authority.ts';
import { TimestampRefused } from './timestamp-refused.ts';

/** After a failure an authority is asked last for some minutes, and not at all in the first seconds. */
const lastFor = 5 * 60_000;
const notFor = 15_000;

export type StampingEvents = {
  /** One of several did not serve; `code` is TimestampRefusalCode or `unavailable` for our own. */
  readonly failed?: (authority: string, code: string, message: string) => void;
  /** Which one served; 0 is the first of the list. Waited for, never able to fail a stamp. */
  readonly served?: (authority: string, position: number) => Promise<void>;
};

/**
 * The first usable token of several authorities, asked in the order of the list. One that is down costs its timeout
 * once, not for each of the documents of an act. Throws TimestampUnavailable with every reason; nobody who is not
 * listed is ever asked.
 */
export function orderedTimestamper(
  authorities: readonly StampingAuthority[],
  clock: Clock,
  events: StampingEvents = {},
): Timestamper {
  const failures = new Map<StampingAuthority, { readonly at: number; readonly reason: string }>();
  /** A clock put back must not keep an authority out for long. */
  const failedWithin = (authority: StampingAuthority, span: number): boolean => {
    const failure = failures.get(authority);
    return failure !== undefined && Math.abs(clock.now().getTime() - failure.at) < span;
  };
  return async (sha256Digest) => {
    const asked = [
      ...authorities.filter((authority) => !failedWithin(authority, lastFor)),
      ...authorities.filter((authority) => failedWithin(authority, lastFor)),
    ];
    for (const authority of asked) {
      if (failedWithin(authority, notFor)) continue;
      try {
        const token = await authority.stamp(sha256Digest);
        failures.delete(authority);
        await events.served?.(authority.name, authorities.indexOf(authority));
        return token;
      } catch (error) {
        if (!(error instanceof TimestampRefused || error instanceof TimestampUnavailable)) throw error;
        const code = error instanceof TimestampRefused ? error.code : 'unavailable';
        failures.set(authority, {
          at: clock.now().getTime(),
          reason: `${authority.name}: ${code}, ${error.message}`,
        });
        events.failed?.(authority.name, code, error.message);
      }
    }
    throw new TimestampUnavailable(authorities.map((each) => failures.get(each)?.reason ?? '').join('; '));
  };
}
