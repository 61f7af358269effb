import * as z from 'zod';
import { timeZones } from '../roster/time-zone.ts';
import { documentKinds } from '../typeset/facts.ts';
import { sha256Hex } from './sha256.ts';
import { slotName } from './slot-name.ts';

/** The level a revision's signatures have reached (ETSI EN 319 142-1 §6). */
export const signatureLevels = ['PAdES-B-B', 'PAdES-B-T', 'PAdES-B-LT', 'PAdES-B-LTA'] as const;
export const signatureLevel = z.enum(signatureLevels);
export type SignatureLevel = z.infer<typeof signatureLevel>;

/** Who holds the key of a slot. Fixed before revision 0, since it decides the fields. */
export const signerKind = z.enum(['ikrar-ca', 'own-certificate', 'bsre']);

export const slot = z.strictObject({
  name: slotName,
  person: z.string().min(1),
  /** As the certificate and the pages name the person, titles included. */
  displayName: z.string().min(1),
  position: z.string().min(1),
  signer: signerKind,
});
export type Slot = z.infer<typeof slot>;

const instant = z.iso.datetime();

/** As the newest document timestamp itself tells it; beyond that moment only a later one vouches for the file. */
const protection = {
  /** `notAfter` of the time-stamping authority's certificate. */
  protectedUntil: instant,
  /** Its common name. */
  timestampAuthority: z.string().min(1),
};

/** What happened, before it is chained. The events of a document are its audit trail and its state. */
export const eventDraft = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('created'),
    at: instant,
    campaign: z.string().min(1),
    kind: z.enum(documentKinds),
    year: z.int(),
    number: z.string().optional(),
    unit: z.strictObject({ code: z.string(), name: z.string() }),
    /** The content-addressed facts which revision 0 is a pure function of. */
    facts: sha256Hex,
    template: z.string(),
    code: z.string(),
    link: z.url(),
    /** In whose clock the appearance prints the signing time. */
    timeZone: z.enum(timeZones),
    slots: z.array(slot).min(1).max(8),
  }),
  z.strictObject({ type: z.literal('rendered'), at: instant, revision: sha256Hex }),
  z.strictObject({
    type: z.literal('signed'),
    at: instant,
    slot: slotName,
    person: z.string().min(1),
    /** The revision that was shown to the person and that the new one extends. */
    shown: sha256Hex,
    revision: sha256Hex,
    level: signatureLevel,
    /** SHA-256 of the signer's certificate. */
    certificate: sha256Hex,
    /** The signing session which made it: completing that session again finds this very event. */
    session: z.string().regex(/^[0-9a-f]{32}$/),
    /** Common name of the authority whose timestamp the signature carries: a failover shows here. */
    timestampAuthority: z.string().min(1),
    /** The CRLs in force at that moment, of our CAs and of a foreign time-stamping authority's, in the working store. */
    revocationLists: z.array(sha256Hex).max(8),
  }),
  z.strictObject({
    type: z.literal('sealed'),
    at: instant,
    revision: sha256Hex,
    level: signatureLevel,
    ...protection,
  }),
  z.strictObject({
    type: z.literal('extended'),
    at: instant,
    /** The archived rendition which the new revision continues. */
    of: sha256Hex,
    revision: sha256Hex,
    ...protection,
  }),
  z.strictObject({ type: z.literal('archived'), at: instant, revision: sha256Hex }),
]);
export type EventDraft = z.infer<typeof eventDraft>;
export type EventType = EventDraft['type'];
