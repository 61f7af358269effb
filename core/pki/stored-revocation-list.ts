import * as z from 'zod';
import type { Ports } from '../ports/ports.ts';
import type { Registry } from '../ports/registry.ts';
import { type Authority, issuingPurpose, rootPurpose } from './authority.ts';
import { vaultSigner } from './message-signer.ts';
import { makeRevocationList, type Revocation, type RevocationReason } from './revocation-list.ts';
import { findAuthority } from './stored-authority.ts';

/** Which of our CAs the list speaks for. */
export type ListIssuer = 'root' | 'issuing';

export const storedRevocationList = z.strictObject({
  number: z.int().positive(),
  thisUpdate: z.iso.datetime(),
  nextUpdate: z.iso.datetime(),
  list: z.base64(),
  revoked: z.array(
    z.strictObject({
      serialNumber: z.string().regex(/^[0-9a-f]+$/),
      revokedAt: z.iso.datetime(),
      reason: z.enum(['keyCompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation']),
    }),
  ),
});

export type StoredRevocationList = {
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** DER. */
  readonly list: Uint8Array;
};

const listKey = (issuer: ListIssuer): string => `crl#${issuer}`;

const day = 86_400_000;
/** The root's key is used at ceremonies only, so its list lives longer (RFC 5280 §5.1.2.5 leaves both to us). */
const lifetime: Readonly<Record<ListIssuer, number>> = { root: 400 * day, issuing: 7 * day };

/** A list older than it may be is no evidence: nothing is signed or sealed with it. */
export class RevocationListStale extends Error {
  override readonly name = 'RevocationListStale';
}

/** The lists in force, root's first. Throws RevocationListStale. */
export async function revocationListsInForce(
  registry: Registry,
  now: Date,
): Promise<readonly StoredRevocationList[]> {
  const lists: StoredRevocationList[] = [];
  for (const issuer of ['root', 'issuing'] as const) {
    const list = await findRevocationList(registry, issuer);
    if (!list || list.nextUpdate <= now)
      throw new RevocationListStale(
        `the ${issuer} revocation list ended at ${list?.nextUpdate.toISOString()}`,
      );
    lists.push(list);
  }
  return lists;
}

export async function findRevocationList(
  registry: Registry,
  issuer: ListIssuer,
): Promise<StoredRevocationList | undefined> {
  const item = await registry.load(listKey(issuer));
  if (!item) return undefined;
  const { number, thisUpdate, nextUpdate, list } = storedRevocationList.parse(item.body);
  return {
    number,
    thisUpdate: new Date(thisUpdate),
    nextUpdate: new Date(nextUpdate),
    list: new Uint8Array(Buffer.from(list, 'base64')),
  };
}

/** When and why a certificate of ours was revoked; `undefined` while it stands. Read from the registry, not cached. */
export async function revocationOf(
  registry: Registry,
  serialNumber: string,
): Promise<{ readonly revokedAt: Date; readonly reason: RevocationReason } | undefined> {
  for (const issuer of ['issuing', 'root'] as const) {
    const item = await registry.load(listKey(issuer));
    const entry = item && storedRevocationList.parse(item.body).revoked.find(isOf(serialNumber));
    if (entry) return { revokedAt: new Date(entry.revokedAt), reason: entry.reason };
  }
  return undefined;
}

const isOf = (serialNumber: string) => (entry: { readonly serialNumber: string }) =>
  entry.serialNumber === serialNumber.toLowerCase();

export type RevocationListPorts = Pick<Ports, 'registry' | 'vault' | 'clock'>;

/**
 * The lists to seal with, DER: the issuing CA's not older than `moment`, issued anew where the stored one is, since
 * validators want revocation data which is younger than the signature it speaks about; the root's as it is. Only
 * after a clock was put back is the new list older all the same: nothing younger exists, and nobody waits a year.
 */
export async function freshRevocationLists(ports: RevocationListPorts, moment: Date): Promise<Uint8Array[]> {
  const wholeSecond = Math.floor(moment.getTime() / 1000) * 1000;
  const isFresh = (list: StoredRevocationList | undefined) =>
    list !== undefined && list.thisUpdate.getTime() >= wholeSecond && list.nextUpdate > ports.clock.now();
  if (!isFresh(await findRevocationList(ports.registry, 'issuing')))
    await reissue(ports, 'issuing', undefined);
  const lists = await revocationListsInForce(ports.registry, ports.clock.now());
  return lists.map(({ list }) => list);
}

/** Issues a list where none stands or the one that stands ends within half its life. */
export async function renewRevocationList(ports: RevocationListPorts, issuer: ListIssuer): Promise<void> {
  const soon = new Date(ports.clock.now().getTime() + lifetime[issuer] / 2);
  for (;;) {
    const stored = await findRevocationList(ports.registry, issuer);
    if (stored && stored.nextUpdate > soon) return;
    if (await reissue(ports, issuer, undefined)) return;
  }
}

/** Revokes a certificate of that CA, for good; a second revocation of the same one changes nothing. */
export async function revokeCertificate(
  ports: RevocationListPorts,
  issuer: ListIssuer,
  revocation: Revocation,
): Promise<void> {
  for (;;) if (await reissue(ports, issuer, revocation)) return;
}

/** False when somebody else issued a list meanwhile. */
async function reissue(
  ports: RevocationListPorts,
  issuer: ListIssuer,
  revocation: Revocation | undefined,
): Promise<boolean> {
  const authority = await findAuthority(ports.registry);
  if (!authority) throw new RevocationListStale('no authority was established');
  const item = await ports.registry.load(listKey(issuer));
  const before = item && storedRevocationList.parse(item.body);
  const revoked = [...(before?.revoked ?? [])];
  if (revocation && !revoked.some((entry) => entry.serialNumber === revocation.serialNumber))
    revoked.push({ ...revocation, revokedAt: revocation.revokedAt.toISOString() });
  // Whole seconds are all a UTCTime can say (RFC 5280 §5.1.2.4).
  const thisUpdate = new Date(Math.floor(ports.clock.now().getTime() / 1000) * 1000);
  const nextUpdate = new Date(thisUpdate.getTime() + lifetime[issuer]);
  const number = (before?.number ?? 0) + 1;
  const list = await makeRevocationList({
    issuer: certificateOf(authority, issuer),
    signer: await vaultSigner(ports.vault, issuer === 'root' ? rootPurpose : issuingPurpose),
    number,
    thisUpdate,
    nextUpdate,
    revoked: revoked.map((entry) => ({ ...entry, revokedAt: new Date(entry.revokedAt) })),
  });
  const saved = await ports.registry.save({
    key: listKey(issuer),
    version: (item?.version ?? 0) + 1,
    body: {
      number,
      thisUpdate: thisUpdate.toISOString(),
      nextUpdate: nextUpdate.toISOString(),
      list: Buffer.from(list).toString('base64'),
      revoked,
    },
  });
  return saved === 'saved';
}

const certificateOf = (authority: Authority, issuer: ListIssuer): Uint8Array =>
  issuer === 'root' ? authority.root : authority.issuing;
