import * as z from 'zod';
import type { DocumentKind } from '../typeset/facts.ts';
import { CharterWitness } from './charter-witness.ts';
import { Numbering } from './numbering.ts';
import { printed } from './printed.ts';
import { Findings, quoted } from './problem.ts';
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
  /** The day on which the budget document (DPA) was approved. */
  budgetApproval: z.iso.date().optional(),
  sample: z.boolean().default(false),
});
export type Government = z.infer<typeof Government>;

const bytesLimit = 100_000;

/** Reads the government file; problems name the path in it ("regionalHead.name"). */
export function readGovernment(
  fileName: string,
  bytes: Uint8Array,
): { government?: Government; findings: Findings } {
  const findings = new Findings(fileName);
  const json = parseJson(bytes, findings);
  if (json === undefined) return { findings };
  const parsed = Government.safeParse(json.value, { reportInput: true });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) refuseIssue(issue, findings);
    return { findings };
  }
  checkTexts(parsed.data, [], findings);
  return findings.problems.length === 0 ? { government: parsed.data, findings } : { findings };
}

export function parseJson(bytes: Uint8Array, findings: Findings): { value: unknown } | undefined {
  if (bytes.length > bytesLimit) {
    findings.refuse(
      {},
      {
        code: 'file-too-large',
        message: `Diharapkan berkas pemerintah daerah paling besar ${bytesLimit} bita; yang diterima ${bytes.length} bita.`,
        repair: 'Pengunggah memilih kembali berkas JSON pemerintah daerah yang benar.',
      },
    );
    return undefined;
  }
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch (error) {
    const encoding = error instanceof TypeError;
    findings.refuse(
      {},
      {
        code: encoding ? 'encoding' : 'json-syntax',
        message: encoding
          ? 'Diharapkan berkas JSON berupa teks UTF-8; berkas ini berisi bita yang bukan UTF-8.'
          : 'Diharapkan berkas JSON yang benar; susunan berkas ini tidak dapat dibaca sebagai JSON.',
        repair:
          'Pengelola sistem memperbaiki berkas pemerintah daerah menurut contoh, lalu mengunggahnya lagi.',
      },
    );
    return undefined;
  }
}

export function refuseIssue(issue: z.core.$ZodIssue, findings: Findings): void {
  const column = issue.path.join('.') || '(seluruh berkas)';
  const repair = `Pengelola sistem memperbaiki bidang ${quoted(column)} pada berkas pemerintah daerah.`;
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const path = [...issue.path, key].join('.');
      findings.refuse(
        { column: path },
        {
          code: 'field-unknown',
          message: `Diharapkan hanya bidang yang dikenal; bidang ${quoted(path)} tidak dikenal.`,
          repair: `Pengelola sistem menghapus bidang ${quoted(path)} atau memperbaiki ejaannya.`,
        },
      );
    }
    return;
  }
  if (issue.input === undefined) {
    findings.refuse(
      { column },
      {
        code: 'field-missing',
        message: `Diharapkan bidang ${quoted(column)} (${expectation(issue)}); bidang ini tidak ada.`,
        repair,
      },
    );
    return;
  }
  const value = typeof issue.input === 'string' ? issue.input : (JSON.stringify(issue.input) ?? '');
  findings.refuse(
    { column, value },
    {
      code: 'field-invalid',
      message: `Diharapkan ${expectation(issue)}; yang diterima ${quoted(value)}.`,
      repair,
    },
  );
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'teks',
  boolean: 'true atau false',
  object: 'objek',
  array: 'daftar',
};

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `salah satu dari ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return 'teks yang tidak kosong';
    case 'too_big':
      return issue.origin === 'array'
        ? `daftar paling banyak ${issue.maximum} butir`
        : `teks paling panjang ${issue.maximum} karakter`;
    case 'invalid_format':
      return issue.format === 'date' ? 'tanggal seperti 2027-01-04' : 'alamat yang diawali https://';
    default:
      return 'nilai menurut contoh berkas';
  }
}

/** Addresses, file names and patterns are no words of a sentence. */
const roomOf = (column: string): WordRoom =>
  /^(?:complaintChannel\.url$|emblem\.file$|numbering\.)/.test(column) ? 'line' : 'column';

function checkTexts(value: unknown, path: readonly string[], findings: Findings): void {
  const column = path.join('.');
  if (typeof value === 'string') checkText(value, 200, { column }, findings, roomOf(column));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkTexts(inner, [...path, key], findings);
}
