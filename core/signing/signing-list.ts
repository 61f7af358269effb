import * as z from 'zod';
import { documentId } from '../document/event.ts';
import { sha256, sha256Hex } from '../document/sha256.ts';
import type { Ports } from '../ports/ports.ts';
import { drawId } from '../session/token.ts';
import type { ShownDocument } from './sign-documents.ts';

/** Milliseconds from putting a list together to its last signature: one sitting. */
export const listLifetime = 30 * 60_000;

/** A whole government has 159; an item of the registry holds twice as many with ease. */
export const longestList = 400;

/** The revisions which one person, in one session, was shown as the list that one passphrase signs. */
export type SigningList = {
  readonly id: string;
  /** Of the pairs of document and revision: the page sends it back with each portion. */
  readonly digest: string;
  readonly entries: readonly ShownDocument[];
  readonly expiresAt: Date;
};

/** Whose list: a list of somebody else, or of another session, is not there. */
export type ListOwner = { readonly person: string; readonly session: string };

export const listId = documentId;

export const storedSigningList = z.strictObject({
  person: z.string().min(1),
  /** SHA-256 of the session's token, as the session's own key has it. */
  session: sha256Hex,
  digest: sha256Hex,
  entries: z
    .array(z.strictObject({ id: documentId, shown: sha256Hex }))
    .min(1)
    .max(longestList)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'expected each document once'),
  expiresAt: z.iso.datetime(),
});

export const signingListKey = (id: string): string => `signing-list#${id}`;

/** In the order of the list; ids and digests have fixed lengths, so no two lists give one text. */
export const listDigest = (entries: readonly ShownDocument[]): string =>
  sha256(entries.map(({ id, shown }) => `${id}:${shown}\n`).join(''));

/** Stores what is about to be shown and confirmed. Throws StorageUnavailable, and for an empty or too long list. */
export async function storeList(
  { registry, clock, randomness }: Pick<Ports, 'registry' | 'clock' | 'randomness'>,
  { person, session }: ListOwner,
  entries: readonly ShownDocument[],
): Promise<SigningList> {
  const id = drawId(randomness);
  const digest = listDigest(entries);
  const expiresAt = new Date(clock.now().getTime() + listLifetime);
  const body = storedSigningList.parse({
    person,
    session,
    digest,
    entries: entries.map(({ id: document, shown }) => ({ id: document, shown })),
    expiresAt: expiresAt.toISOString(),
  });
  const saved = await registry.save({
    key: signingListKey(id),
    version: 1,
    body,
    expiresAt: Math.ceil(expiresAt.getTime() / 1000),
  });
  if (saved !== 'saved') throw new Error(`signing list ${id}: expected a new id, got one in use`);
  return { id, digest, entries, expiresAt };
}

/** The owner's list while it is in force; expired, unknown and another's are the same. Throws StorageUnavailable. */
export async function findList(
  { registry, clock }: Pick<Ports, 'registry' | 'clock'>,
  { person, session }: ListOwner,
  id: string,
): Promise<SigningList | undefined> {
  const item = listId.safeParse(id).success ? await registry.load(signingListKey(id)) : undefined;
  if (!item) return undefined;
  const stored = storedSigningList.parse(item.body);
  const expiresAt = new Date(stored.expiresAt);
  if (stored.person !== person || stored.session !== session || expiresAt <= clock.now()) return undefined;
  if (listDigest(stored.entries) !== stored.digest)
    throw new Error(`signing list ${id}: its entries are not those of its digest`);
  return { id, digest: stored.digest, entries: stored.entries, expiresAt };
}
