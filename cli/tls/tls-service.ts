import { join } from 'node:path';
import type { Clock } from '../../core/ports/clock.ts';
import type { Randomness } from '../../core/ports/randomness.ts';
import type { Assets } from '../../web/asset.ts';
import type { Answer } from '../gateway/proxy-answer.ts';
import type { TlsIdentity } from '../gateway.ts';
import { readGivenTls } from './given-tls.ts';
import { openOfficeTls } from './office-tls.ts';
import { hostOf, type TlsPlan } from './tls-plan.ts';
import { trustPages, trustPath } from './trust-pages.ts';

export type TlsService = {
  readonly identity: TlsIdentity;
  /** Renews what ends soon, or reads anew what somebody else renewed. Throws as the first opening does. */
  renew(): Promise<TlsIdentity>;
  readonly pages: (method: string, path: string) => Answer | undefined;
  /** For the terminal: where to learn to trust, and the fingerprints which are compared. */
  describe(): string;
};

/** What `ikrar serve` needs of its TLS plan, opened and checked. Throws UsageError. */
export async function openTls(
  plan: TlsPlan,
  settings: {
    readonly dataFolder: string;
    readonly publicUrl: string;
    readonly assets: Assets;
    readonly clock: Clock;
    readonly randomness: Randomness;
  },
): Promise<TlsService> {
  const { dataFolder, publicUrl, assets, clock, randomness } = settings;
  if (plan.kind === 'given') {
    const renew = () => readGivenTls(plan, hostOf(publicUrl), clock.now());
    return { identity: await renew(), renew, pages: () => undefined, describe: () => '' };
  }
  const open = () => openOfficeTls(join(dataFolder, 'tls'), plan.names, { clock, randomness });
  let office = await open();
  let pages = trustPages(office.authority, { assets, publicUrl });
  return {
    identity: office.identity,
    renew: async () => {
      const next = await open();
      if (!next.authority.raw.equals(office.authority.raw))
        pages = trustPages(next.authority, { assets, publicUrl });
      office = next;
      return office.identity;
    },
    pages: (method, path) => pages(method, path),
    describe: () =>
      [
        `Perangkat mempercayai layanan ini melalui http://${urlHost(hostOf(publicUrl))}:${plan.httpPort}${trustPath}`,
        `  Sidik jari ikrar-kantor.crt, untuk dibandingkan (bacakan kepada yang memasang):`,
        `    SHA-256 ${office.authority.fingerprint256}`,
        `    SHA-1   ${office.authority.fingerprint}`,
        ...(office.authorityIsNew ? ['  Otoritas ini baru dibuat: semua perangkat perlu memasangnya.'] : []),
      ].join('\n'),
  };
}

const urlHost = (host: string): string => (host.includes(':') ? `[${host}]` : host);
