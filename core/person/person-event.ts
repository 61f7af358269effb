import * as z from 'zod';
import { canonicalJson } from '../document/canonical-json.ts';
import { sha256, sha256Hex } from '../document/sha256.ts';

/** Who acted on somebody else's key: HR, told apart by the link they entered with, or whoever runs the machine. */
export const officer = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('hr'), link: sha256Hex }),
  z.strictObject({ role: z.literal('operator') }),
]);
export type Officer = z.infer<typeof officer>;

/** Why a key ends (RFC 5280 §5.3.1): its own two reasons, and those of an office that was left. */
export const keyReason = z.enum(['superseded', 'keyCompromise']);
export const officeReason = z.enum(['affiliationChanged', 'cessationOfOperation']);

/** In the words of the revocation list. */
export type KeyEndReason = z.infer<typeof keyReason> | z.infer<typeof officeReason>;

const at = z.iso.datetime();

/** How a link went to a person; `folder` stayed on the machine which sent it. */
export const invitationChannel = z.enum(['mail', 'folder', 'by-hand']);
export type InvitationChannel = z.infer<typeof invitationChannel>;

export const invited = z.strictObject({
  type: z.literal('invited'),
  at,
  by: officer,
  /** `by-hand`: HR was shown the link. No address stands here. */
  channel: invitationChannel,
});

/** What happened to a person's key, and which links they were given. No passphrase, no code: codes by their hash, certificates by their fingerprint. */
export const personEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('code-issued'), at, by: officer, code: sha256Hex, expiresAt: at }),
  z.strictObject({
    type: z.literal('activated'),
    at,
    code: sha256Hex,
    certificate: sha256Hex,
    /** Which text the person agreed to. */
    consent: z.string().min(1).max(64),
  }),
  z.strictObject({
    type: z.literal('certificate-registered'),
    at,
    code: sha256Hex,
    certificate: sha256Hex,
    consent: z.string().min(1).max(64),
    /** What its issuer's list said then, where there was one. */
    revocation: z.enum(['good', 'unknown']),
  }),
  z.strictObject({ type: z.literal('certificate-confirmed'), at, by: officer, certificate: sha256Hex }),
  z.strictObject({
    type: z.literal('certificate-refused'),
    at,
    by: officer,
    certificate: sha256Hex,
    reason: z.string().min(1).max(300),
  }),
  z.strictObject({ type: z.literal('passphrase-changed'), at }),
  z.strictObject({ type: z.literal('unlocked'), at, by: officer }),
  z.strictObject({
    type: z.literal('key-given-up'),
    at,
    by: officer,
    certificate: sha256Hex,
    reason: keyReason,
  }),
  z.strictObject({
    type: z.literal('office-left'),
    at,
    by: officer,
    certificate: sha256Hex.optional(),
    reason: officeReason,
  }),
  z.strictObject({ type: z.literal('office-resumed'), at, by: officer }),
  invited,
  /** How the person is reached; the address stands in the item alone. */
  z.strictObject({ type: z.literal('contact-changed'), at, by: officer }),
]);
export type PersonEvent = z.infer<typeof personEvent>;

export type Invited = z.infer<typeof invited>;

/** As a document's events: each entry's hash covers the one before it, so none can be changed or dropped unseen. */
export const trailEntry = z.strictObject({ event: personEvent, hash: sha256Hex });
export type TrailEntry = z.infer<typeof trailEntry>;

export const appendToTrail = (
  person: string,
  trail: readonly TrailEntry[],
  event: PersonEvent,
): TrailEntry[] => [...trail, { event, hash: entryHash(person, trail.at(-1), event) }];

/** Whether every entry follows from the one before it, and the first from the person. */
export const trailIsWhole = (person: string, trail: readonly TrailEntry[]): boolean =>
  trail.every((entry, index) => entry.hash === entryHash(person, trail[index - 1], entry.event));

const entryHash = (person: string, before: TrailEntry | undefined, event: PersonEvent): string =>
  sha256(
    canonicalJson({
      previous: before?.hash ?? sha256(`ikrar person ${person}`),
      event: JSON.parse(JSON.stringify(event)),
    }),
  );
