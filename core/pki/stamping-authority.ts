import type { Ports } from '../ports/ports.ts';
import type { TimestampExchange } from '../ports/timestamp-exchange.ts';
import type { Timestamper } from '../ports/timestamper.ts';
import type { TrustList } from './reading/trust-list.ts';
import { timestampRequest } from './timestamp-request.ts';
import { type AcceptedTimestamp, acceptTimestampResponse } from './timestamp-response.ts';

/** One of the authorities which an installation may ask, under the name by which its operator knows it. */
export type StampingAuthority = {
  readonly name: string;
  readonly stamp: Timestamper;
  /** Reached over a network: while it is down, asking it costs a timeout. */
  readonly remote: boolean;
};

export type ForeignAuthority = {
  /** The host, as configured. */
  readonly name: string;
  readonly exchange: TimestampExchange;
  /** Dotted OIDs, of which its tokens must name one; a single one is asked for. */
  readonly policies: readonly string[];
  /** Read for each token: a root may be added while the service runs. */
  readonly trust: () => Promise<TrustList>;
  /** Refuses what is revoked or cannot be shown not to be. Throws TimestampRefused. */
  readonly requireGood: (accepted: AcceptedTimestamp) => Promise<void>;
};

/** An authority of somebody else; its stamps throw TimestampRefused. */
export function foreignAuthority(
  { name, exchange, policies, trust, requireGood }: ForeignAuthority,
  { clock, randomness }: Pick<Ports, 'clock' | 'randomness'>,
): StampingAuthority {
  const [first, ...others] = policies;
  return {
    name,
    remote: true,
    stamp: async (sha256Digest) => {
      const request = timestampRequest(
        sha256Digest,
        randomness.bytes(8),
        others.length === 0 ? first : undefined,
      );
      const response = await exchange(request.bytes);
      const accepted = await acceptTimestampResponse(response, {
        ...request,
        trust: await trust(),
        at: clock.now(),
        policies,
      });
      await requireGood(accepted);
      return accepted.token;
    },
  };
}
