import { isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import type { NetworkNames } from '../../core/pki/network-names.ts';
import { UsageError } from '../exit-code.ts';

export const tlsOptions = {
  tls: { type: 'boolean', default: false },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'public-url': { type: 'string' },
  'http-port': { type: 'string' },
} as const;

export type TlsFlags = {
  readonly tls: boolean;
  readonly 'tls-cert'?: string | undefined;
  readonly 'tls-key'?: string | undefined;
  readonly 'public-url'?: string | undefined;
  readonly 'http-port'?: string | undefined;
};

export type TlsPlan =
  | { readonly kind: 'given'; readonly certificate: string; readonly key: string }
  /** `httpPort` serves the way to trust the CA. */
  | { readonly kind: 'office'; readonly names: NetworkNames; readonly httpPort: number };

/** What this machine is called and where it is reached, as `node:os` tells. */
export type Machine = {
  readonly hostname: string;
  readonly interfaces: NodeJS.Dict<readonly NetworkInterfaceInfo[]>;
};

/**
 * From flags and environment: whether to speak TLS, with what, and under which address (`publicUrl`, to be read as
 * IKRAR_PUBLIC_URL). A chosen address is the only name of the certificate, so that a router may hand this machine another
 * number tomorrow; without one the machine's own names and numbers are. Throws UsageError.
 */
export function tlsPlan(
  flags: TlsFlags,
  environment: { readonly [name: string]: string | undefined },
  machine: Machine,
): { readonly publicUrl?: string; readonly plan?: TlsPlan } {
  const { 'tls-cert': certificate, 'tls-key': key, 'http-port': httpPort } = flags;
  const chosen = flags['public-url'] ?? (environment.IKRAR_PUBLIC_URL || undefined);
  const given = chosen === undefined ? {} : { publicUrl: chosen };
  if ((certificate === undefined) !== (key === undefined))
    throw new UsageError('--tls-cert dan --tls-key harus disebutkan bersama-sama.');
  if (httpPort !== undefined && (!flags.tls || certificate !== undefined))
    throw new UsageError('--http-port hanya berlaku dengan --tls tanpa --tls-cert.');
  if (!flags.tls && certificate === undefined) return given;
  if (chosen !== undefined && URL.parse(chosen)?.protocol !== 'https:')
    throw new UsageError(
      'dengan --tls alamat publik (--public-url, IKRAR_PUBLIC_URL) harus diawali https://.',
    );
  if (certificate !== undefined && key !== undefined) {
    if (chosen === undefined)
      throw new UsageError('--tls-cert memerlukan --public-url, alamat yang tertulis di sertifikatnya.');
    return { publicUrl: chosen, plan: { kind: 'given', certificate, key } };
  }
  const port = Number(environment.PORT || 3000);
  const names = chosen === undefined ? ownNames(machine) : [hostOf(chosen)];
  const [first] = names;
  if (first === undefined)
    throw new UsageError(
      'komputer ini tidak mempunyai alamat di jaringan; sambungkan, atau sebutkan --public-url.',
    );
  return {
    publicUrl: chosen ?? `https://${first}:${port}`,
    plan: { kind: 'office', names, httpPort: portOf(httpPort, port + 1) },
  };
}

/** As a certificate writes it: without the brackets of an IPv6 address. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '');

function ownNames({ hostname, interfaces }: Machine): string[] {
  const addresses = Object.values(interfaces)
    .flatMap((one) => one ?? [])
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )
    .map(({ address }) => address);
  // Multicast DNS finds it without any server (RFC 6762).
  const [label = ''] = hostname.toLowerCase().split('.');
  const local =
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) && isIP(label) === 0 ? [`${label}.local`] : [];
  return addresses.length === 0 ? [] : [...new Set(addresses.sort()), ...local];
}

function portOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const port = Number(text);
  if (!/^[0-9]{1,5}$/.test(text) || port < 1 || port > 65_535)
    throw new UsageError('--http-port: diharapkan bilangan 1 sampai 65535.');
  return port;
}
