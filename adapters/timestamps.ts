import { revocationListsOf } from '../core/pki/foreign-revocation.ts';
import { orderedTimestamper } from '../core/pki/ordered-timestamper.ts';
import { ownTimestamper, type TimestampPorts } from '../core/pki/own-timestamper.ts';
import { foreignAuthority, type StampingAuthority } from '../core/pki/stamping-authority.ts';
import { trustedRoots } from '../core/pki/stored-authority.ts';
import type { AcceptedTimestamp } from '../core/pki/timestamp-response.ts';
import type { Ports } from '../core/ports/ports.ts';
import type { TimestampConfiguration, TimestampServer } from './configuration.ts';
import { httpRevocationSource } from './http-revocation-source.ts';
import { rfc3161Exchange } from './rfc3161-exchange.ts';

export type TimestampEvents = {
  readonly failed?: (authority: string, code: string) => void;
  /** Another one than before serves in this process; not told while the first does from the start. */
  readonly changed?: (authority: string, position: number) => void;
};

/** A certificate shown not to be revoked is not asked about again for so long. */
const goodFor = 10 * 60_000;

/** The configured authorities behind the one port. */
export function openTimestamps(
  { authorities, policies, ownPolicy }: TimestampConfiguration,
  ports: TimestampPorts,
  events: TimestampEvents = {},
): Pick<Ports, 'timestamper' | 'revocationSource'> {
  const source = httpRevocationSource();
  const good = new Map<string, number>();
  const requireGood = async ({ chain }: AcceptedTimestamp): Promise<void> => {
    const now = ports.clock.now();
    const key = chain.map(({ der }) => Buffer.from(der).toString('base64')).join();
    const shown = good.get(key);
    if (shown !== undefined && Math.abs(now.getTime() - shown) < goodFor) return;
    await revocationListsOf(chain, source, now);
    good.set(key, now.getTime());
  };
  const open = (one: 'sendiri' | TimestampServer): StampingAuthority =>
    one === 'sendiri'
      ? { name: one, stamp: ownTimestamper(ports, ownPolicy) }
      : foreignAuthority(
          {
            name: new URL(one.url).host,
            exchange: rfc3161Exchange(one),
            policies,
            trust: () => trustedRoots(ports.registry),
            requireGood,
          },
          ports,
        );
  let serving = 0;
  const timestamper = orderedTimestamper(authorities.map(open), ports.clock, {
    failed: (authority, code) => events.failed?.(authority, code),
    served: async (authority, position) => {
      if (position !== serving) events.changed?.(authority, position);
      serving = position;
    },
  });
  return { timestamper, revocationSource: source };
}
