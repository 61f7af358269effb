import * as z from 'zod';
import { Contact } from './contact.ts';
import { Government } from './government.ts';
import { echelons, unitTypes } from './post.ts';
import { Stationery } from './stationery.ts';
import { textCaps } from './text.ts';

const text = (cap: number) => z.string().min(1).max(cap);

export const ImportedPerson = z.strictObject({
  /** "p1", "p2", … in the order of the roster; stable for one import only. */
  id: z.string().regex(/^p[1-9][0-9]*$/),
  /** Bare name. */
  name: text(textCaps.name),
  titlePrefix: text(textCaps.titlePrefix).optional(),
  titleSuffix: text(textCaps.titleSuffix).optional(),
  /** As given, titles included. */
  fullName: text(textCaps.titlePrefix + textCaps.name + textCaps.titleSuffix),
  employeeNumber: z.string().regex(/^[0-9]{5,18}(?:\/P)?$/),
  employeeNumberKind: z.enum(['NIP', 'NI_PPPK', 'NRP']),
  rank: text(textCaps.rank).optional(),
  gradeClass: text(10).optional(),
  /** Signs with a certificate of their own; absent: with one of our CA. */
  signer: z.literal('own-certificate').optional(),
  contact: Contact.optional(),
});
export type ImportedPerson = z.infer<typeof ImportedPerson>;

/** What a performance agreement's annex holds. */
const targets = {
  objectives: z.array(
    z.strictObject({
      objective: text(textCaps.objective),
      indicators: z
        .array(
          z.strictObject({
            indicator: text(textCaps.indicator),
            target: text(textCaps.target),
            unit: text(textCaps.measure),
          }),
        )
        .min(1),
    }),
  ),
  programs: z.array(
    z.strictObject({
      program: text(textCaps.program),
      budget: z.int().nonnegative(),
      note: text(textCaps.note).optional(),
    }),
  ),
};

export const ImportedUnit = z.strictObject({
  code: text(textCaps.code),
  type: z.enum(unitTypes),
  name: text(textCaps.unitName),
  /** The bare post: "Camat Sirapit". */
  office: text(textCaps.position),
  /** As printed: "Plt. Camat Sirapit". */
  position: text(textCaps.position),
  echelon: z.enum(echelons).optional(),
  acting: z.enum(['PLT', 'PLH', 'PJ', 'PJS']).optional(),
  /** Id of a person, or null where the post is vacant. */
  holder: z.string().nullable(),
  ...targets,
});
export type ImportedUnit = z.infer<typeof ImportedUnit>;

/** One whole import, plain JSON: absent options are left out, so equal inputs give equal bytes. */
export const RosterImport = z
  .strictObject({
    schema: z.literal(1),
    government: Government,
    stationery: Stationery.prefault({}),
    /** Unique by employee number. */
    persons: z.array(ImportedPerson),
    units: z.array(ImportedUnit).min(1),
    /** Of the government's own performance agreement; there is none where this is left out. */
    ownTargets: z.strictObject(targets).optional(),
  })
  .refine(
    ({ persons, units }) => {
      const ids = new Set(persons.map((person) => person.id));
      return units.every((unit) => unit.holder === null || ids.has(unit.holder));
    },
    { message: 'expected every holder among the persons', path: ['units'] },
  );
export type RosterImport = z.infer<typeof RosterImport>;
