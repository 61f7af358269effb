import { foreignLists } from '../core/pki/foreign-lists.ts';
import { orderedTimestamper } from '../core/pki/ordered-timestamper.ts';
import { ownTimestamper, type TimestampPorts } from '../core/pki/own-timestamper.ts';
import { foreignAuthority, type StampingAuthority } from '../core/pki/stamping-authority.ts';
import { type StampingService, stampingRecorder } from '../core/pki/stamping-service.ts';
import { trustedRoots } from '../core/pki/stored-authority.ts';
import type { Ports } from '../core/ports/ports.ts';
import type { TimestampConfiguration, TimestampServer } from './configuration.ts';
import { httpRevocationSource } from './http-revocation-source.ts';
import { rfc3161Exchange } from './rfc3161-exchange.ts';

export type TimestampEvents = {
  readonly failed?: (authority: string, code: string) => void;
  /** Another one than before serves in this process; not told while the first does from the start. */
  readonly changed?: (authority: string, position: number) => void;
  /** Who serves could not be written down for HR; the stamp counts all the same. */
  readonly unrecorded?: (error: unknown) => void;
};

/** The configured authorities behind the one port. */
export function openTimestamps(
  { authorities, policies, ownPolicy }: TimestampConfiguration,
  ports: TimestampPorts,
  events: TimestampEvents = {},
): Pick<Ports, 'timestamper' | 'foreignLists'> {
  const listsOf = foreignLists(httpRevocationSource(), ports.clock);
  const open = (one: 'sendiri' | TimestampServer, index: number): StampingAuthority =>
    one === 'sendiri'
      ? { name: one, remote: false, stamp: ownTimestamper(ports, ownPolicy) }
      : foreignAuthority(
          {
            name: nameOf(one, index, authorities),
            exchange: rfc3161Exchange(one),
            policies,
            trust: () => trustedRoots(ports.registry),
            requireGood: async ({ chain }) => void (await listsOf(chain)),
          },
          ports,
        );
  const opened = authorities.map(open);
  const record = stampingRecorder(ports.registry, ports.clock);
  let serving = opened[0]?.name;
  const asked = async (service: StampingService): Promise<void> => {
    if (service.serving !== null && service.serving !== serving) {
      serving = service.serving;
      const position = opened.findIndex(({ name }) => name === serving);
      events.changed?.(serving, position);
    }
    try {
      await record(service);
    } catch (error) {
      events.unrecorded?.(error);
    }
  };
  const timestamper = orderedTimestamper(opened, ports.clock, {
    failed: (authority, code) => events.failed?.(authority, code),
    asked,
  });
  return { timestamper, foreignLists: listsOf };
}

/** The path may be a customer's secret, so two authorities of one host differ by their places in the list. */
function nameOf({ url }: TimestampServer, index: number, all: TimestampConfiguration['authorities']): string {
  const { host } = new URL(url);
  const sharing = all.filter((one) => one !== 'sendiri' && new URL(one.url).host === host);
  return sharing.length > 1 ? `${host} (${index + 1})` : host;
}
