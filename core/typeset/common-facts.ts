import * as z from 'zod';
import { slotName, slotNames } from '../document/slot-name.ts';

/** One line of text as it is printed: not empty, no control characters or line breaks. */
export const printedText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'no control characters or line breaks');

/**
 * A person as a document names them. `name` is bare; titles are kept apart, since Permendagri 1/2023 Ps 44
 * prints some documents with and some without them. `position` is the full text to print, an acting
 * head's "Plt. Kepala …" included; `acting` says the same to machines.
 * A regional head has neither employee number nor rank.
 */
export const signatory = z.strictObject({
  name: printedText(120),
  titlePrefix: printedText(60).optional(),
  titleSuffix: printedText(120).optional(),
  position: printedText(200),
  acting: z.enum(['PLT', 'PLH', 'PJ', 'PJS']).optional(),
  employeeNumber: printedText(40).optional(),
  rank: printedText(60).optional(),
  gradeClass: printedText(20).optional(),
});
export type Signatory = z.infer<typeof signatory>;

export const government = z.strictObject({
  name: printedText(120),
  kind: z.enum(['kabupaten', 'kota']),
  region: printedText(120),
  seat: printedText(80),
  address: printedText(200),
  complaintChannel: z.strictObject({ name: printedText(80), url: z.url() }),
  /** Invented data: every page then says so. */
  sample: z.boolean(),
});
export type Government = z.infer<typeof government>;

export const unit = z.strictObject({
  code: printedText(40),
  type: printedText(40),
  name: printedText(200),
});

/** Who holds a slot's key. It decides what is drawn and which fields exist, so it is fixed before revision 0. */
export const slot = z.strictObject({
  name: slotName,
  signer: z.enum(['ikrar-ca', 'own-certificate', 'bsre']),
});

const slotOrders = new Set([true, false].map((initialled) => slotNames(initialled).join(' ')));

/** Public code: 16 Crockford base32 characters and a Luhn-mod-32 check character, without separators. */
export const documentCode = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{17}$/, 'expected 17 Crockford base32 characters');

/** What every kind's bytes depend on; `kind` and `template` are added by each kind. */
export const commonFacts = {
  schema: z.literal(1),
  year: z.int().min(2000).max(2199),
  number: printedText(80).optional(),
  place: printedText(80),
  /** The date printed on the document, as a day in the government's own time zone. */
  date: z.iso.date(),
  government,
  unit,
  head: signatory,
  regionalHead: signatory,
  /** Who initials between the two; there is a slot for it exactly when somebody stands here. */
  initialling: signatory.optional(),
  slots: z
    .array(slot)
    .min(2)
    .max(3)
    .refine((slots) => slotOrders.has(slots.map(({ name }) => name).join(' ')), {
      message:
        'expected the slots head and regional-head, in this order, with initialling between them or not',
    }),
  code: documentCode,
  link: z.url(),
  createdAt: z.iso.datetime(),
};
