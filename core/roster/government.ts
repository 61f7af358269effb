import * as z from 'zod';
import type { DocumentKind } from '../typeset/facts.ts';
import { CharterWitness } from './charter-witness.ts';
import { contactFields } from './contact.ts';
import { type JsonFile, readJsonFile, refuseIssue } from './json-file.ts';
import { Numbering } from './numbering.ts';
import { printed } from './printed.ts';
import { Findings } from './problem.ts';
import { checkText, textCaps, type WordRoom } from './text.ts';
import { timeZones } from './time-zone.ts';

/** One entry for each kind of document which the government wants otherwise. */
const byKind = <Choice extends z.ZodType>(choice: Choice) =>
  z.strictObject({
    'pakta-integritas': choice.optional(),
    'perjanjian-kinerja': choice.optional(),
    'piagam-zi': choice.optional(),
  } satisfies Readonly<Record<DocumentKind, unknown>>);

/** The local government as its JSON file gives it. `sample` marks invented data; left out, the data is real. */
export const Government = z.strictObject({
  /** Also the O of every certificate (X.520 ub-organization-name). */
  name: printed(64),
  kind: z.enum(['kabupaten', 'kota']),
  /** "Kabupaten Langkat". */
  region: printed(120),
  /** Capital, the place printed before the date. */
  seat: printed(80),
  /** Below the names in the letterhead. */
  addressLines: z.array(printed(200)).min(1).max(3),
  /** A file of the same folder. */
  emblem: z.strictObject({ file: printed(120), description: printed(200) }).optional(),
  numbering: Numbering.prefault({}),
  timeZone: z.enum(timeZones),
  /** Has neither NIP nor rank. `name` is bare. */
  regionalHead: z.strictObject({
    position: printed(200),
    name: printed(textCaps.name),
    titlePrefix: printed(60).optional(),
    titleSuffix: printed(120).optional(),
    /** As the roster's column: "sendiri" signs with a certificate of their own; left out, with one of our CA. */
    sertifikat: z.enum(['ikrar', 'sendiri']).optional(),
    ...contactFields,
  }),
  /**
   * Code of the unit whose head (as a rule the regional secretary) initials each document between the head who signs
   * and the regional head; nobody does where it is left out.
   */
  initialling: z.strictObject({ unit: printed(textCaps.code) }).optional(),
  complaintChannel: z.strictObject({ name: printed(80), url: z.httpUrl() }),
  /** Whether the regional head signs each pact as witness. */
  pact: z.strictObject({ witness: z.boolean() }).default({ witness: true }),
  charter: z.strictObject({ witnesses: z.array(CharterWitness).max(3) }).default({ witnesses: [] }),
  /** How a kind prints people, where the government wants it otherwise than its template. */
  names: byKind(
    z.strictObject({
      titles: z.boolean().optional(),
      rank: z.boolean().optional(),
      employeeNumber: z.enum(['full', 'last-four', 'none']).optional(),
    }),
  ).default({}),
  /** Whether anybody may fetch the finished files of a kind; left out, those which print no employee number in full. */
  publish: byKind(z.boolean()).default({}),
  /** Address of the terms under which anybody may use what is published as data; none are named where it is left out. */
  dataLicence: z.httpUrl().optional(),
  /** The day by which everybody is asked to have signed; left out, a month after `budgetApproval`. */
  deadline: z.iso.date().optional(),
  /** The day on which the budget document (DPA) was approved. */
  budgetApproval: z.iso.date().optional(),
  sample: z.boolean().default(false),
});
export type Government = z.infer<typeof Government>;

/** Reads the government file; problems name the path in it ("regionalHead.name"). */
export function readGovernment(
  fileName: string,
  bytes: Uint8Array,
): { government?: Government; findings: Findings } {
  const findings = new Findings(fileName);
  const json = readJsonFile(bytes, findings);
  if (json === undefined) return { findings };
  const parsed = Government.safeParse(json.value, { reportInput: true });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) refuseIssue(issue, json, findings);
    return { findings };
  }
  checkTexts(parsed.data, [], json, findings);
  return findings.problems.length === 0 ? { government: parsed.data, findings } : { findings };
}

/** Addresses, file names and patterns are no words of a sentence. */
const roomOf = (column: string): WordRoom =>
  /(?:\.surel$|^complaintChannel\.url$|^dataLicence$|^emblem\.file$|^numbering\.)/.test(column)
    ? 'line'
    : 'column';

function checkTexts(value: unknown, path: readonly string[], file: JsonFile, findings: Findings): void {
  const column = path.join('.');
  const row = file.lineOf(path);
  if (typeof value === 'string') checkText(value, 200, { row, column }, findings, roomOf(column));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkTexts(inner, [...path, key], file, findings);
}
