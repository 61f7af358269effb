import * as z from 'zod';
import type { Ports } from '../ports/ports.ts';
import type { Registry } from '../ports/registry.ts';
import { type Authority, type AuthorityTools, createAuthority } from './authority.ts';
import type { IssuanceJournal } from './certificate.ts';
import { readCertificate } from './reading/certificate.ts';
import { type TrustList, trustForAll } from './reading/trust-list.ts';

const storedAuthority = z.strictObject({
  organization: z.string(),
  root: z.base64(),
  issuing: z.base64(),
  timestamp: z.base64(),
  crlUrl: z.url().optional(),
});

const authorityKey = 'authority#1';

export type AuthorityPorts = Pick<Ports, 'registry' | 'vault' | 'clock' | 'randomness'>;

/** Every certificate is in the registry before it is signed: an item per serial number, never overwritten. */
export const issuanceJournal =
  (registry: Registry): IssuanceJournal =>
  async ({ serialNumber, tbsCertificate }) => {
    const saved = await registry.save({
      key: `issuance#${serialNumber}`,
      version: 1,
      body: { tbsCertificate: Buffer.from(tbsCertificate).toString('base64') },
    });
    if (saved === 'conflict') throw new Error(`serial number ${serialNumber} was issued before`);
  };

export const authorityTools = (ports: AuthorityPorts): AuthorityTools => ({
  vault: ports.vault,
  clock: ports.clock,
  randomness: ports.randomness,
  journal: issuanceJournal(ports.registry),
});

export async function findAuthority(registry: Registry): Promise<Authority | undefined> {
  const item = await registry.load(authorityKey);
  if (!item) return undefined;
  const { root, issuing, timestamp, organization, crlUrl } = storedAuthority.parse(item.body);
  return {
    root: new Uint8Array(Buffer.from(root, 'base64')),
    issuing: new Uint8Array(Buffer.from(issuing, 'base64')),
    timestamp: new Uint8Array(Buffer.from(timestamp, 'base64')),
    organization,
    ...(crlUrl === undefined ? {} : { crlUrl }),
  };
}

/** What our own verdicts trust. Nothing, where no CA was made yet: no signature then passes. */
export async function trustedRoots(registry: Registry): Promise<TrustList> {
  const authority = await findAuthority(registry);
  return trustForAll(authority ? [readCertificate(authority.root)] : []);
}

/** The installation's CA; made at the first call. When two processes make one at once, the first one stored stands. */
export async function establishAuthority(ports: AuthorityPorts, organization: string): Promise<Authority> {
  const found = await findAuthority(ports.registry);
  if (found) return found;
  const made = await createAuthority({ name: organization }, authorityTools(ports));
  await ports.registry.save({
    key: authorityKey,
    version: 1,
    body: {
      organization,
      root: Buffer.from(made.root).toString('base64'),
      issuing: Buffer.from(made.issuing).toString('base64'),
      timestamp: Buffer.from(made.timestamp).toString('base64'),
    },
  });
  return (await findAuthority(ports.registry)) ?? made;
}
