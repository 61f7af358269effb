import * as z from 'zod';

/** Stable names of everything an import can refuse or warn about. Machines compare codes, people read messages. */
export const problemCodes = [
  'file-empty',
  'file-too-large',
  'file-type-unknown',
  'encoding',
  'csv-syntax',
  'xlsx-unreadable',
  'too-many-rows',
  'too-many-columns',
  'row-too-long',
  'row-too-short',
  'column-missing',
  'column-duplicate',
  'column-ignored',
  'cell-outside-table',
  'cell-error',
  'cell-formula-without-result',
  'cell-date',
  'value-missing',
  'value-too-long',
  'character-control',
  'character-unsupported',
  'glyph-missing',
  'word-too-wide',
  'employee-number-in-text',
  'number-imprecise',
  'nip-scientific',
  'nip-form',
  'nip-birth-date',
  'nip-appointment',
  'nip-age',
  'nip-sex',
  'nip-serial',
  'nip-kind-uncertain',
  'name-form',
  'name-acting-prefix',
  'name-suffix-without-comma',
  'rank-unknown',
  'grade-unknown',
  'rank-grade-conflict',
  'rank-missing',
  'status-unknown',
  'status-position-conflict',
  'vacant-with-official',
  'acting-daily',
  'concurrent-mismatch',
  'concurrent-permanent',
  'person-name-conflict',
  'person-rank-conflict',
  'person-signer-conflict',
  'signer-unknown',
  'email-form',
  'phone-form',
  'person-contact-conflict',
  'unit-code-form',
  'unit-duplicate',
  'unit-reserved',
  'unit-type-unknown',
  'unit-unknown',
  'unit-without-objectives',
  'unit-without-programs',
  'unit-targets-too-many',
  'units-missing',
  'echelon-unknown',
  'indicator-duplicate',
  'program-duplicate',
  'budget-form',
  'budget-scientific',
  'budget-negative',
  'budget-decimal',
  'budget-too-large',
  'json-syntax',
  'field-missing',
  'field-unknown',
  'field-invalid',
  'person-twice',
  'number-published',
  'agreement-late',
  'deadline-early',
  'deadline-late',
  'file-missing',
  'file-ignored',
  'emblem-refused',
  'numbering-pattern',
  'placeholder-unknown',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/**
 * One thing wrong in one place. `row` is the line of a CSV or JSON file or the row of a sheet, as the editor shows it;
 * null where the problem concerns the whole file. `column` is the header as the file spells it, or the path in a
 * JSON file. `cell` is the address in a sheet ("H12"), null outside sheets. `value` is what came, cut to 200
 * characters. `message` (what was expected, what came) and `repair` (who does what) are Indonesian.
 */
export const Problem = z.strictObject({
  file: z.string(),
  row: z.int().positive().nullable(),
  column: z.string().nullable(),
  cell: z.string().nullable(),
  value: z.string().nullable(),
  code: z.enum(problemCodes),
  message: z.string(),
  repair: z.string(),
});
export type Problem = z.infer<typeof Problem>;

/** Where in the file. Everything but the file may be absent. */
export interface Place {
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly cell?: string | undefined;
  readonly value?: string | undefined;
}

export interface Finding {
  readonly code: ProblemCode;
  readonly message: string;
  readonly repair: string;
}

/** Collects what is wrong with one file; an import goes on to the end so that all problems are told at once. */
export class Findings {
  readonly file: string;
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];

  constructor(file: string) {
    this.file = file;
  }

  /** Blocks the whole import. */
  refuse(place: Place, finding: Finding): void {
    this.problems.push(this.#at(place, finding));
  }

  /** Is shown, does not block. */
  warn(place: Place, finding: Finding): void {
    this.warnings.push(this.#at(place, finding));
  }

  #at(place: Place, finding: Finding): Problem {
    return {
      file: this.file,
      row: place.row ?? null,
      column: place.column ?? null,
      cell: place.cell ?? null,
      value: place.value === undefined ? null : shorten(place.value),
      code: finding.code,
      message: finding.message,
      repair: finding.repair,
    };
  }
}

function shorten(value: string): string {
  const characters = [...value];
  return characters.length <= 200 ? value : `${characters.slice(0, 199).join('')}…`;
}

/** A value inside a message: quoted, short, and on one line whatever the file contained. */
export function quoted(value: string): string {
  return `"${shorten(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}')}"`;
}
