import type { Clock } from '../ports/clock.ts';
import { type Timestamper, TimestampUnavailable } from '../ports/timestamper.ts';
import type { StampingAuthority } from './stamping-authority.ts';
import type { StampingService } from './stamping-service.ts';
import { TimestampRefused } from './timestamp-refused.ts';

/** After a failure an authority is asked last for some minutes; a remote one not at all in the first seconds. */
const lastFor = 5 * 60_000;
const notFor = 15_000;

export type StampingEvents = {
  /** One of several did not serve; `code` is TimestampRefusalCode or `unavailable` for our own. */
  readonly failed?: (authority: string, code: string, message: string) => void;
  /** Who served, or that nobody did. Waited for; must not reject. */
  readonly asked?: (service: StampingService) => Promise<void>;
};

type Failure = {
  /** First and last of those without a success between them. */
  readonly since: Date;
  readonly at: Date;
  readonly code: string;
  readonly reason: string;
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
  const failures = new Map<StampingAuthority, Failure>();
  /** A clock put back must not keep an authority out for long. */
  const failedWithin = (authority: StampingAuthority, span: number): boolean => {
    const failure = failures.get(authority);
    return failure !== undefined && Math.abs(clock.now().getTime() - failure.at.getTime()) < span;
  };
  const failing = (before: number): StampingService['failing'] =>
    authorities.slice(0, before).flatMap((authority) => {
      const failure = failures.get(authority);
      if (!failure) return [];
      return [{ authority: authority.name, code: failure.code, since: failure.since.toISOString() }];
    });
  return async (sha256Digest) => {
    const asked = [
      ...authorities.filter((authority) => !failedWithin(authority, lastFor)),
      ...authorities.filter((authority) => failedWithin(authority, lastFor)),
    ];
    for (const authority of asked) {
      if (authority.remote && failedWithin(authority, notFor)) continue;
      try {
        const token = await authority.stamp(sha256Digest);
        failures.delete(authority);
        await events.asked?.({
          serving: authority.name,
          failing: failing(authorities.indexOf(authority)),
        });
        return token;
      } catch (error) {
        if (!(error instanceof TimestampRefused || error instanceof TimestampUnavailable)) throw error;
        const code = error instanceof TimestampRefused ? error.code : 'unavailable';
        const at = clock.now();
        failures.set(authority, {
          since: failures.get(authority)?.since ?? at,
          at,
          code,
          reason: `${authority.name}: ${code}, ${error.message}`,
        });
        events.failed?.(authority.name, code, error.message);
      }
    }
    await events.asked?.({ serving: null, failing: failing(authorities.length) });
    throw new TimestampUnavailable(authorities.map((each) => failures.get(each)?.reason ?? '').join('; '));
  };
}
