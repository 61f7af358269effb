import { AsnConvert } from '@peculiar/asn1-schema';
import { TBSCertificate } from '@peculiar/asn1-x509';
import * as z from 'zod';
import type { Ports } from '../ports/ports.ts';
import type { Item, Registry } from '../ports/registry.ts';
import { type Authority, type AuthorityTools, createAuthority } from './authority.ts';
import type { IssuanceJournal } from './certificate.ts';
import { type Generation, type Generations, present } from './generation.ts';
import { readCertificate } from './reading/certificate.ts';
import { type TrustList, trustList, trustPurposes } from './reading/trust-list.ts';
import { foreignRoots } from './stored-foreign-trust.ts';
import { revocationsOf } from './stored-revocation.ts';

const generations = z
  .tuple([z.strictObject({ purpose: z.string(), certificate: z.base64() })])
  .rest(z.strictObject({ purpose: z.string(), certificate: z.base64() }));

const storedAuthority = z.strictObject({
  organization: z.string(),
  root: z.base64(),
  /** Oldest first; each write after the first adds one generation to one of the two lists. */
  issuers: generations,
  timestampers: generations,
  publication: z.url().optional(),
});

const authorityKey = 'authority#1';

export type AuthorityPorts = Pick<Ports, 'registry' | 'vault' | 'clock' | 'randomness'>;

/** Of the journal's entry; lower-case hex. */
export const issuanceKey = (serialNumber: string): string => `issuance#${serialNumber}`;

const journalled = z.strictObject({ tbsCertificate: z.base64() });

/** What stood in a certificate when it was issued. */
export function journalledCertificate(issued: Item): TBSCertificate {
  return AsnConvert.parse(bytes(journalled.parse(issued.body).tbsCertificate), TBSCertificate);
}

/** DER Name of the CA which signed the entry's certificate. */
export const journalledIssuer = (issued: Item): Uint8Array =>
  new Uint8Array(AsnConvert.serialize(journalledCertificate(issued).issuer));

/** Every certificate is in the registry before it is signed: an item per serial number, never overwritten. */
export const issuanceJournal =
  (registry: Registry): IssuanceJournal =>
  async ({ serialNumber, tbsCertificate }) => {
    const saved = await registry.save({
      key: issuanceKey(serialNumber),
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
  revokedByRoot: async () =>
    new Set((await revocationsOf(ports.registry, 'root')).map(({ serialNumber }) => serialNumber)),
});

export async function findAuthority(registry: Registry): Promise<Authority | undefined> {
  const item = await registry.load(authorityKey);
  if (!item) return undefined;
  return authorityOf(item);
}

function authorityOf(item: Item): Authority {
  const { root, issuers, timestampers, organization, publication } = storedAuthority.parse(item.body);
  const read = {
    root: bytes(root),
    organization,
    issuers: generationsOf(issuers),
    timestampers: generationsOf(timestampers),
    ...(publication === undefined ? {} : { publication }),
  };
  return {
    ...read,
    issuing: present(read.issuers).certificate,
    timestamp: present(read.timestampers).certificate,
  };
}

function generationsOf([first, ...rest]: z.infer<typeof generations>): Generations {
  const read = (one: typeof first): Generation => ({ ...one, certificate: bytes(one.certificate) });
  return [read(first), ...rest.map(read)];
}

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
const textOf = (list: Generations) =>
  list.map(({ purpose, certificate }) => ({ purpose, certificate: base64(certificate) }));

function authorityItem(authority: Authority, version: number): Item {
  const { organization, root, issuers, timestampers, publication } = authority;
  return {
    key: authorityKey,
    version,
    body: {
      organization,
      root: base64(root),
      issuers: textOf(issuers),
      timestampers: textOf(timestampers),
      ...(publication === undefined ? {} : { publication }),
    },
  };
}

/**
 * Adds one generation to the stored authority: `add` is asked again when somebody else wrote meanwhile, and answers
 * `undefined` where there is nothing to add (any more).
 */
export async function addGeneration(
  ports: AuthorityPorts,
  add: (
    authority: Authority,
    tools: AuthorityTools,
  ) => Promise<Pick<Authority, 'issuers'> | Pick<Authority, 'timestampers'> | undefined>,
): Promise<Authority> {
  for (;;) {
    const item = await ports.registry.load(authorityKey);
    if (!item) throw new Error('no authority was established');
    const authority = authorityOf(item);
    const longer = await add(authority, authorityTools(ports));
    if (longer === undefined) return authority;
    const next = authorityItem({ ...authority, ...longer }, item.version + 1);
    if ((await ports.registry.save(next)) === 'saved') return authorityOf(next);
  }
}

/**
 * What our own verdicts trust: our root, and the operator's roots of other authorities, for signatures alone or for
 * timestamps alone. Nothing, where no CA was made yet: no signature then passes.
 */
export async function trustedRoots(registry: Registry): Promise<TrustList> {
  const [authority, ...foreign] = await Promise.all([
    findAuthority(registry),
    ...trustPurposes.map(async (purpose) => ({ purpose, roots: await foreignRoots(registry, purpose) })),
  ]);
  return trustList([
    ...(authority ? [{ certificate: readCertificate(authority.root), purposes: trustPurposes }] : []),
    ...foreign.flatMap(({ purpose, roots }) =>
      roots.map((certificate) => ({ certificate, purposes: [purpose] })),
    ),
  ]);
}

/** The installation's CA; made at the first call. When two processes make one at once, the first one stored stands. */
export async function establishAuthority(
  ports: AuthorityPorts,
  organization: string,
  publication?: string,
): Promise<Authority> {
  const found = await findAuthority(ports.registry);
  if (found) return found;
  const government = { name: organization, ...(publication === undefined ? {} : { publication }) };
  const made = await createAuthority(government, authorityTools(ports));
  await ports.registry.save(authorityItem(made, 1));
  return (await findAuthority(ports.registry)) ?? made;
}
