import * as z from 'zod';
import { type RefusalCode, refuseSigning } from '../document/decide.ts';
import { Documents } from '../document/documents.ts';
import { sha256Hex } from '../document/sha256.ts';
import { slotOf } from '../document/slot-of.ts';
import type { Ports } from '../ports/ports.ts';
import type { Registry } from '../ports/registry.ts';

/** That a person had this revision of a document before them, to its last page. */
export const storedOpening = z.strictObject({ revision: sha256Hex });

/** Seconds: who read it so long ago has to open it again. */
export const openingLifetime = 90 * 86_400;

/** One small item for each person and document: two readers never write the same one. */
export const openingKey = (document: string, person: string): string => `opening#${document}#${person}`;

export type Opening = { readonly document: string; readonly person: string; readonly revision: string };

/**
 * Writes down that the person whose turn it is opened the revision. Only what could be signed now is written down, and
 * nothing twice. Throws StorageUnavailable.
 */
export async function recordOpening(
  { registry, clock }: Pick<Ports, 'registry' | 'clock'>,
  { document: id, person, revision }: Opening,
): Promise<'recorded' | RefusalCode | 'not-found'> {
  const document = await new Documents(registry).load(id);
  const slot = document && slotOf(document, person);
  if (!document || !slot) return 'not-found';
  const refusal = refuseSigning(document, { slot: slot.name, person, shown: revision });
  if (refusal) return refusal;
  const key = openingKey(id, person);
  for (;;) {
    const item = await registry.load(key);
    if (item && storedOpening.parse(item.body).revision === revision) return 'recorded';
    const expiresAt = Math.floor(clock.now().getTime() / 1000) + openingLifetime;
    const version = (item?.version ?? 0) + 1;
    if ((await registry.save({ key, version, body: { revision }, expiresAt })) === 'saved') return 'recorded';
  }
}

/** Whether the person opened that very revision. Throws StorageUnavailable. */
export async function isOpened(
  registry: Registry,
  { document, person, revision }: Opening,
): Promise<boolean> {
  const item = await registry.load(openingKey(document, person));
  return item !== undefined && storedOpening.parse(item.body).revision === revision;
}
