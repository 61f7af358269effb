import * as z from 'zod';
import { officer } from '../person/person-event.ts';
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

/** Of these each person has one, for every slot they stand in. */
export const personalSigner = signerKind.exclude(['bsre']);
export type PersonalSigner = z.infer<typeof personalSigner>;

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

export const documentId = z.string().regex(/^[0-9a-f]{32}$/);

/** Written by a person for other people to read: why something was asked, refused or decided. */
export const reasonText = z.string().trim().min(1).max(1000);

/** What a signer asks instead of signing. */
export const returnRequest = z.enum(['correction', 'declined']);
export type ReturnRequest = z.infer<typeof returnRequest>;

export const scanType = z.enum(['application/pdf', 'image/jpeg', 'image/png']);
export type ScanType = z.infer<typeof scanType>;

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
    /** Printed on it, a day in the government's time zone; the signatures tell their own times. */
    date: z.iso.date(),
    /** Whether anybody may fetch the finished file. */
    published: z.boolean(),
    /** The content-addressed facts which revision 0 is a pure function of. */
    facts: sha256Hex,
    template: z.string(),
    code: z.string(),
    link: z.url(),
    /** In whose clock the appearance prints the signing time. */
    timeZone: z.enum(timeZones),
    slots: z.array(slot).min(1).max(8),
    /** The document which this one corrects; it is void. */
    replaces: z.strictObject({ document: documentId, code: z.string() }).optional(),
  }),
  z.strictObject({ type: z.literal('rendered'), at: instant, revision: sha256Hex }),
  z.strictObject({
    type: z.literal('signed'),
    at: instant,
    slot: slotName,
    person: z.string().min(1),
    /** The revision that was shown to the person and that the new one extends. */
    shown: sha256Hex,
    /** Whether that revision was before the person to its last page; false only where they said so themselves. */
    opened: z.boolean(),
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
  z.strictObject({
    type: z.literal('archived'),
    at: instant,
    revision: sha256Hex,
    /** The document as open data, published with this rendition (core/publication). */
    record: sha256Hex,
  }),
  /** Instead of signing: the person whose turn it is hands it to HR. Signatures made before stay in the file. */
  z.strictObject({
    type: z.literal('returned'),
    at: instant,
    slot: slotName,
    person: z.string().min(1),
    /** The revision that was shown to the person. */
    shown: sha256Hex,
    request: returnRequest,
    reason: reasonText,
  }),
  /** HR puts it before the same person again, unchanged: an answer to a return, or the undoing of an end. */
  z.strictObject({ type: z.literal('resumed'), at: instant, by: officer, answer: reasonText }),
  /** A corrected document takes its place; this one is void from here on. */
  z.strictObject({
    type: z.literal('replaced'),
    at: instant,
    by: officer,
    reason: reasonText,
    successor: documentId,
    /** The successor's event of creation in the working store, so that it can be created again and again. */
    creation: sha256Hex,
  }),
  z.strictObject({ type: z.literal('succeeded'), at: instant, successor: documentId }),
  z.strictObject({ type: z.literal('cancelled'), at: instant, by: officer, reason: reasonText }),
  /** Signed by hand on a print: no electronic signature, and nothing here vouches for it but HR. */
  z.strictObject({
    type: z.literal('recorded-on-paper'),
    at: instant,
    by: officer,
    /** The scan in the working store. */
    scan: sha256Hex,
    mediaType: scanType,
    /** The day written on the paper. */
    signedOn: z.iso.date(),
  }),
]);
export type EventDraft = z.infer<typeof eventDraft>;
export type EventType = EventDraft['type'];
