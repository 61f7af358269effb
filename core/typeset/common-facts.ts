import * as z from 'zod';
import { sha256Hex } from '../document/sha256.ts';
import { slotName } from '../document/slot-name.ts';
import { withoutEmployeeNumber } from './without-employee-number.ts';

/** One line: not empty, no control characters or line breaks. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'no control characters or line breaks');

/**
 * One line of text as it is printed. An employee number stands in its own field alone: whatever else a document
 * says is published as data, which must hold none.
 */
export const printedText = (max: number) => line(max).regex(withoutEmployeeNumber, 'no employee number');

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
  employeeNumber: line(40).optional(),
  rank: printedText(60).optional(),
  gradeClass: printedText(20).optional(),
});
export type Signatory = z.infer<typeof signatory>;

/** The drawing itself stands under its hash in the working store. */
export const emblem = z.strictObject({
  sha256: sha256Hex,
  format: z.enum(['svg', 'png']),
  /** For people who cannot see it: "Lambang Kabupaten …". */
  description: printedText(200),
});
export type Emblem = z.infer<typeof emblem>;

export const government = z.strictObject({
  name: printedText(120),
  kind: z.enum(['kabupaten', 'kota']),
  region: printedText(120),
  seat: printedText(80),
  /** Below the names in the letterhead. */
  addressLines: z.array(printedText(200)).min(1).max(3),
  emblem: emblem.optional(),
  complaintChannel: z.strictObject({ name: printedText(80), url: z.url() }),
  /** Not printed: the terms under which the document may be used as data. */
  dataLicence: z.url().optional(),
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

/**
 * How a kind prints people (Permendagri 1/2023 Ps 44; practice differs). A NIP holds birth date and sex, so a kind
 * which prints it in full is not published as a file.
 */
export const nameForm = z.strictObject({
  titles: z.boolean(),
  rank: z.boolean(),
  employeeNumber: z.enum(['full', 'last-four', 'none']),
});
export type NameForm = z.infer<typeof nameForm>;

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
  /** Who initials before the regional head signs; there is a slot for it exactly when somebody stands here. */
  initialling: signatory.optional(),
  names: nameForm,
  /** One for each person who signs, in signing order. */
  slots: z.array(slot).min(1).max(6),
  code: documentCode,
  link: z.url(),
  createdAt: z.iso.datetime(),
};
