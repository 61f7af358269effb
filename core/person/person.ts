import * as z from 'zod';
import type { Item, JsonObject, Registry } from '../ports/registry.ts';

/** A person who signs in one campaign. One person may hold several posts, with one key (`rangkap jabatan`). */
export const storedPerson = z.strictObject({
  campaign: z.string(),
  role: z.enum(['head', 'regional-head']),
  displayName: z.string(),
  bareName: z.string(),
  posts: z.array(z.strictObject({ unit: z.string(), unitName: z.string(), position: z.string() })).min(1),
  lock: z.strictObject({ attempts: z.int(), last: z.iso.datetime() }),
  credential: z
    .strictObject({
      /** Base64 DER, the person's certificate first, then its issuers up to but without the root. */
      chain: z.array(z.string()).min(1),
      /** The passphrase-protected key as `core/pki/managed-key` stores it. */
      key: z.record(z.string(), z.unknown()),
    })
    .optional(),
  /** Since when a request makes this person's key. */
  enrolling: z.iso.datetime().optional(),
  /** Certificates of keys given up, oldest first: what they signed stays this person's. */
  former: z
    .array(
      z.strictObject({
        certificate: z.string().regex(/^[0-9a-f]{64}$/),
        serial: z.string(),
        resetAt: z.iso.datetime(),
      }),
    )
    .optional(),
});
export type StoredPerson = z.infer<typeof storedPerson>;
export type Person = StoredPerson & { readonly id: string; readonly version: number };

export const personKey = (id: string): string => `person#${id}`;

export async function findPerson(registry: Registry, id: string): Promise<Person | undefined> {
  const item = await registry.load(personKey(id));
  return item && { ...storedPerson.parse(item.body), id, version: item.version };
}

export function personItem(person: Person): Item {
  const { id, version, ...body } = person;
  const json: JsonObject = JSON.parse(JSON.stringify(body));
  return { key: personKey(id), version, body: json };
}

/** Writes the person one version further; `undefined` when somebody else wrote meanwhile. */
export async function updatePerson(
  registry: Registry,
  person: Person,
  change: Partial<StoredPerson>,
): Promise<Person | undefined> {
  const next: Person = { ...person, ...change, version: person.version + 1 };
  return (await registry.save(personItem(next))) === 'saved' ? next : undefined;
}
