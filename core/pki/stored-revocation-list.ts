import type { Ports } from '../ports/ports.ts';
import type { Item, Registry } from '../ports/registry.ts';
import { type Authority, rootPurpose } from './authority.ts';
import type { Generation } from './generation.ts';
import { vaultSigner } from './message-signer.ts';
import { listIssuer } from './published-addresses.ts';
import { equalBytes } from './reading/bytes.ts';
import { readCertificate } from './reading/certificate.ts';
import { type ListIssuer, type ListJournal, makeRevocationList, type Revocation } from './revocation-list.ts';
import { findAuthority, issuanceKey, journalledIssuer } from './stored-authority.ts';
import { listKey, revocationsOf, storedRevocationList } from './stored-revocation.ts';

export type StoredRevocationList = {
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** DER. */
  readonly list: Uint8Array;
};

const day = 86_400_000;
/** The root's key is used at ceremonies only, so its list lives longer (RFC 5280 §5.1.2.5 leaves both to us). */
const lifetime = (issuer: ListIssuer): number => (issuer === 'root' ? 400 : 7) * day;

/** The CAs whose lists an installation keeps in force: the root first, then every issuing CA which has not ended. */
export function listIssuers(authority: Authority, now: Date): readonly ListIssuer[] {
  const living = authority.issuers.filter(({ certificate }) => readCertificate(certificate).notAfter > now);
  return ['root', ...living.map(({ purpose }) => listIssuer(purpose))];
}

/** The CA behind a list; `undefined` where there is none of that name. */
export function authorityOfList({ root, issuers }: Authority, issuer: string): Generation | undefined {
  const all = [{ purpose: rootPurpose, certificate: root }, ...issuers];
  return all.find(({ purpose }) => listIssuer(purpose) === issuer);
}

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
  const authority = await findAuthority(registry);
  if (!authority) throw new RevocationListStale('no authority was established');
  for (const issuer of listIssuers(authority, now)) lists.push(await listInForce(registry, issuer, now));
  return lists;
}

/** The list of one CA: the root's judges time-stamping authorities of ours. Throws RevocationListStale. */
export async function listInForce(
  registry: Registry,
  issuer: ListIssuer,
  now: Date,
): Promise<StoredRevocationList> {
  const list = await findRevocationList(registry, issuer);
  if (!list || list.nextUpdate <= now)
    throw new RevocationListStale(`the ${issuer} revocation list ended at ${list?.nextUpdate.toISOString()}`);
  return list;
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
export const revocationOf = async (
  registry: Registry,
  serialNumber: string,
): Promise<Revocation | undefined> => (await allRevocations(registry)).get(serialNumber.toLowerCase());

/** All that our CAs have revoked, by serial number. Read from the registry, not cached. */
export async function allRevocations(registry: Registry): Promise<ReadonlyMap<string, Revocation>> {
  const authority = await findAuthority(registry);
  if (!authority) return new Map();
  const revoked = new Map<string, Revocation>();
  for (const { purpose } of [...authority.issuers, { purpose: rootPurpose }])
    for (const entry of await revocationsOf(registry, listIssuer(purpose)))
      revoked.set(entry.serialNumber, entry);
  return revoked;
}

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
  const authority = await findAuthority(ports.registry);
  for (const issuer of authority ? listIssuers(authority, ports.clock.now()) : [])
    if (issuer !== 'root' && !isFresh(await findRevocationList(ports.registry, issuer)))
      await reissue(ports, issuer, undefined);
  const lists = await revocationListsInForce(ports.registry, ports.clock.now());
  return lists.map(({ list }) => list);
}

/** Issues a list where none stands or the one that stands ends within half its life. */
export async function renewRevocationList(ports: RevocationListPorts, issuer: ListIssuer): Promise<void> {
  const soon = new Date(ports.clock.now().getTime() + lifetime(issuer) / 2);
  for (;;) {
    const stored = await findRevocationList(ports.registry, issuer);
    if (stored && stored.nextUpdate > soon) return;
    if (await reissue(ports, issuer, undefined)) return;
  }
}

/** A new list in any case: a step of a ceremony. */
export async function reissueRevocationList(ports: RevocationListPorts, issuer: ListIssuer): Promise<void> {
  while (!(await reissue(ports, issuer, undefined)));
}

/** The lists of every issuing CA, kept in force by whoever seals; the root's is a ceremony's. */
export async function renewIssuingLists(ports: RevocationListPorts): Promise<void> {
  const authority = await findAuthority(ports.registry);
  for (const issuer of authority ? listIssuers(authority, ports.clock.now()) : [])
    if (issuer !== 'root') await renewRevocationList(ports, issuer);
}

/** No certificate with that serial number was ever issued here. */
export class NeverIssued extends Error {
  override readonly name = 'NeverIssued';
}

/**
 * Revokes a certificate for good, in the list of the CA which issued it; a second revocation of the same one changes
 * nothing. Throws NeverIssued.
 */
export async function revokeCertificate(ports: RevocationListPorts, revocation: Revocation): Promise<void> {
  const serialNumber = revocation.serialNumber.toLowerCase();
  const issued = await ports.registry.load(issuanceKey(serialNumber));
  const authority = await findAuthority(ports.registry);
  if (!issued || !authority) throw new NeverIssued(`no certificate ${serialNumber} was issued here`);
  const issuer = issuerOfEntry(authority, issued);
  while (!(await reissue(ports, issuer, { ...revocation, serialNumber })));
}

/**
 * Not before the list that tells it, and in the next whole second: lists and timestamps tell whole seconds, a revocation
 * counts from the beginning of its own, and what was acknowledged until then must not be undone. Nothing is signed once
 * the list is written.
 */
function effective(revokedAt: Date, now: Date): string {
  const instant = Math.max(revokedAt.getTime(), now.getTime());
  return new Date(Math.ceil(instant / 1000) * 1000).toISOString();
}

/** The root is its own issuer: nobody can revoke it but by trusting it no longer. */
function issuerOfEntry(authority: Authority, issued: Item): ListIssuer {
  const issuer = journalledIssuer(issued);
  const named = [{ purpose: rootPurpose, certificate: authority.root }, ...authority.issuers].find(
    ({ certificate }) => equalBytes(readCertificate(certificate).subject, issuer),
  );
  if (!named) throw new NeverIssued(`${issued.key} was issued by another authority`);
  return listIssuer(named.purpose);
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
    revoked.push({ ...revocation, revokedAt: effective(revocation.revokedAt, ports.clock.now()) });
  const ca = authorityOfList(authority, issuer);
  if (!ca) throw new RevocationListStale(`there is no ${issuer} CA`);
  // Whole seconds are all a UTCTime can say (RFC 5280 §5.1.2.4).
  const thisUpdate = new Date(Math.floor(ports.clock.now().getTime() / 1000) * 1000);
  const nextUpdate = new Date(thisUpdate.getTime() + lifetime(issuer));
  const signer = await vaultSigner(ports.vault, ca.purpose);
  // A number is spent by whoever journals it, a run which was then cut off included; they only ever grow (RFC 5280 §5.2.3).
  let number = (before?.number ?? 0) + 1;
  let list: Uint8Array | undefined;
  for (; !list; number += list ? 0 : 1)
    list = await makeRevocationList({
      issuer: ca.certificate,
      signer,
      number,
      thisUpdate,
      nextUpdate,
      revoked: revoked.map((entry) => ({ ...entry, revokedAt: new Date(entry.revokedAt) })),
      journal: listJournal(ports.registry, listJournalKey(issuer, number)),
    }).catch(unlessTaken);
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

/** Another run has journalled a list with this number. */
class NumberTaken extends Error {
  override readonly name = 'NumberTaken';
}

function unlessTaken(error: unknown): undefined {
  if (!(error instanceof NumberTaken)) throw error;
}

/** The journal of lists: an item per CA and number, written before the list is signed, and never again. */
const listJournal =
  (registry: Registry, key: string): ListJournal =>
  async (tbsCertList) => {
    const body = { tbsCertList: Buffer.from(tbsCertList).toString('base64') };
    if ((await registry.save({ key, version: 1, body })) === 'conflict') throw new NumberTaken(key);
  };

export const listJournalKey = (issuer: string, number: number): string => `listing#${issuer}.${number}`;
