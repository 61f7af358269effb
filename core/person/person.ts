import * as z from 'zod';
import { personalSigner } from '../document/event.ts';
import { sha256, sha256Hex } from '../document/sha256.ts';
import { type Certificate, readCertificate } from '../pki/reading/certificate.ts';
import { mailFailureCodes } from '../ports/mailer.ts';
import type { Item, JsonObject, Registry } from '../ports/registry.ts';
import { Contact } from '../roster/contact.ts';
import {
  appendToTrail,
  invited,
  keyReason,
  officeReason,
  type PersonEvent,
  trailEntry,
} from './person-event.ts';
import { settleTrail } from './settled-trail.ts';

const certified = {
  /** Base64 DER, the person's certificate first, then its issuers up to but without the root. */
  chain: z.array(z.string()).min(1),
  /** The text the person agreed to at activation, and when. */
  consent: z.strictObject({ text: z.string().min(1), at: z.iso.datetime() }),
};

/** A person who signs in one campaign. One person may hold several posts, with one key (`rangkap jabatan`). */
export const storedPerson = z.strictObject({
  campaign: z.string(),
  role: z.enum(['head', 'witness', 'regional-head']),
  displayName: z.string(),
  bareName: z.string(),
  /** Whose certificate speaks for the person: fixed with the campaign, since it stands on every document. */
  signer: personalSigner,
  posts: z.array(z.strictObject({ unit: z.string(), unitName: z.string(), position: z.string() })).min(1),
  contact: Contact.optional(),
  /** The message with a link which is being sent, or was not: gone when one was taken over. */
  message: z
    .strictObject({
      at: z.iso.datetime(),
      /** Absent while it is being sent, or when whoever sent it was cut off. */
      failure: z.enum(mailFailureCodes).optional(),
    })
    .optional(),
  lock: z.strictObject({
    attempts: z.int().min(0),
    last: z.iso.datetime(),
    /** Wrong passphrases since the last right one. */
    failures: z.int().min(0),
  }),
  credential: z
    .union([
      z.strictObject({
        ...certified,
        /** The passphrase-protected key as `core/pki/managed-key` stores it. */
        key: z.record(z.string(), z.unknown()),
      }),
      z.strictObject({
        ...certified,
        /** The key never comes here. */
        own: z.strictObject({
          revocation: z.enum(['good', 'unknown']),
          /** When HR found the fingerprint to be the person's; before that it signs nothing. */
          confirmedAt: z.iso.datetime().optional(),
        }),
      }),
    ])
    .optional(),
  /** The activation code in force, or the one that died last; gone once it was used. */
  activation: z
    .strictObject({
      code: sha256Hex,
      issuedAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      attempts: z.int().min(0),
    })
    .optional(),
  /** Since when a request makes this person's key. */
  enrolling: z.iso.datetime().optional(),
  /** Certificates of keys given up, oldest first: what they signed stays this person's. */
  former: z
    .array(
      z.strictObject({
        certificate: sha256Hex,
        serial: z.string(),
        endedAt: z.iso.datetime(),
        /** `renewed`: followed by another near its end. It is not revoked; all others are. */
        reason: z.union([keyReason, officeReason, z.literal('renewed'), z.literal('refused')]),
        /** Issued elsewhere: we can refuse it, not revoke it. */
        own: z.literal(true).optional(),
      }),
    )
    .optional(),
  /** The person no longer holds the office, and signs nothing more for it. */
  left: z.strictObject({ at: z.iso.datetime(), reason: officeReason }).optional(),
  /** The newest events; older ones stand in `parts` items of their own (./settled-trail.ts). */
  trail: z.array(trailEntry),
  settled: z
    .strictObject({
      parts: z.int().positive(),
      /** The last link that was given, where it stands in one of the parts. */
      invited: invited.optional(),
    })
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

/** An explicit `undefined` removes what was there. */
export type PersonChange = { readonly [field in keyof StoredPerson]?: StoredPerson[field] | undefined };

/**
 * Writes the person one version further, with an event in the trail where there is one; `undefined` when somebody
 * else wrote meanwhile.
 */
export async function updatePerson(
  registry: Registry,
  person: Person,
  change: PersonChange,
  event?: PersonEvent,
): Promise<Person | undefined> {
  const { trail, settled } = event ? await settleTrail(registry, person) : person;
  const told = event ? appendToTrail(person.id, trail, event) : trail;
  const after = { ...withoutPlace(person), ...change, trail: told, settled };
  const body = storedPerson.parse(JSON.parse(JSON.stringify(after)));
  const next: Person = { ...body, id: person.id, version: person.version + 1 };
  return (await registry.save(personItem(next))) === 'saved' ? next : undefined;
}

const withoutPlace = ({ id: _, version: __, ...body }: Person): StoredPerson => body;

/** The certificate which speaks for the person's key now; `undefined` without a key. */
export function certificateOf({ credential }: Person): Certificate | undefined {
  const leaf = credential?.chain[0];
  return leaf === undefined ? undefined : readCertificate(new Uint8Array(Buffer.from(leaf, 'base64')));
}

/** What a passphrase opens here; `undefined` where there is no key, or it is the person's own affair. */
export function managedCredential({ credential }: Person) {
  return credential && !('own' in credential) ? credential : undefined;
}

/** The chain of a certificate of the person's own which HR has confirmed; `undefined` while it may not sign. */
export function confirmedChain({ credential, left }: Person): readonly Uint8Array[] | undefined {
  if (left || !credential || !('own' in credential) || credential.own.confirmedAt === undefined)
    return undefined;
  return credential.chain.map((der) => new Uint8Array(Buffer.from(der, 'base64')));
}

/** Its SHA-256. */
export function currentCertificate({ credential }: Person): string | undefined {
  const leaf = credential?.chain[0];
  return leaf === undefined ? undefined : sha256(Buffer.from(leaf, 'base64'));
}
