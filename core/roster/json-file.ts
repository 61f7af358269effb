import type * as z from 'zod';
import { readJsonLines } from './json-lines.ts';
import { type Findings, quoted } from './problem.ts';

export interface JsonFile {
  readonly value: unknown;
  lineOf(path: readonly PropertyKey[]): number;
}

const bytesLimit = 1_000_000;

/** Undefined after the one reason was reported. */
export function readJsonFile(bytes: Uint8Array, findings: Findings): JsonFile | undefined {
  const repair = 'Pengelola sistem memperbaiki berkas JSON ini menurut contohnya.';
  if (bytes.length > bytesLimit) {
    findings.refuse(
      {},
      {
        code: 'file-too-large',
        message: `Diharapkan berkas JSON paling besar ${bytesLimit} bita; yang diterima ${bytes.length} bita.`,
        repair: 'Pengelola sistem memilih kembali berkas JSON yang benar.',
      },
    );
    return undefined;
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    findings.refuse(
      {},
      {
        code: 'encoding',
        message: 'Diharapkan berkas JSON berupa teks UTF-8; berkas ini berisi bita yang bukan UTF-8.',
        repair,
      },
    );
    return undefined;
  }
  const reading = readJsonLines(text);
  if (reading.ok) return reading;
  const faults = {
    syntax: 'susunannya tidak dapat dibaca mulai baris ini',
    duplicate: 'sebuah nama bidang tertulis dua kali dalam satu objek',
    depth: 'isinya bersarang terlalu dalam',
  } as const;
  findings.refuse(
    { row: reading.line },
    {
      code: 'json-syntax',
      message: `Diharapkan berkas JSON yang benar; ${faults[reading.fault]}.`,
      repair,
    },
  );
  return undefined;
}

/** What a schema refuses, with the line and the path in the file. */
export function refuseIssue(issue: z.core.$ZodIssue, file: JsonFile, findings: Findings): void {
  const column = issue.path.join('.') || '(seluruh berkas)';
  const repair = `Pengelola sistem memperbaiki bidang ${quoted(column)} pada berkas ini.`;
  const row = file.lineOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const path = [...issue.path, key];
      const name = path.join('.');
      findings.refuse(
        { row: file.lineOf(path), column: name },
        {
          code: 'field-unknown',
          message: `Diharapkan hanya bidang yang dikenal; bidang ${quoted(name)} tidak dikenal.`,
          repair: `Pengelola sistem menghapus bidang ${quoted(name)} atau memperbaiki ejaannya.`,
        },
      );
    }
    return;
  }
  if (issue.input === undefined && issue.code !== 'custom') {
    findings.refuse(
      { row, column },
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
    { row, column, value },
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
  int: 'angka bulat',
  number: 'angka',
};

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1
        ? JSON.stringify(issue.values[0])
        : `salah satu dari ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return bound(issue.origin, 'sedikit', issue.minimum);
    case 'too_big':
      return bound(issue.origin, 'banyak', issue.maximum);
    case 'invalid_format':
      return formatNames[issue.format] ?? formatNames[issue.message] ?? 'nilai menurut contoh berkas';
    case 'custom':
      return issue.message === 'Invalid input'
        ? 'nilai menurut contoh berkas'
        : (formatNames[issue.message] ?? `menurut aturan (${issue.message})`);
    default:
      return 'nilai menurut contoh berkas';
  }
}

const formatNames: Readonly<Record<string, string>> = {
  date: 'tanggal seperti 2027-01-04',
  datetime: 'waktu seperti 2027-01-04T01:30:00Z',
  url: 'alamat yang diawali https://',
  'no control characters or line breaks': 'teks satu baris tanpa karakter kendali',
  'expected it in `points` only': 'teks tanpa penanda {instansi}, yang hanya diisi pada "points"',
  'expected it in `amendment` only': 'teks tanpa penanda, yang hanya diisi pada "amendment"',
  'expected {urutan}, {pendahulu} and {alasan}': 'kalimat dengan {urutan}, {pendahulu}, dan {alasan}',
  'no employee number': 'teks tanpa NIP, karena isinya diterbitkan sebagai data',
};

function bound(origin: string, side: 'sedikit' | 'banyak', limit: number | bigint): string {
  if (origin === 'array') return `daftar paling ${side} ${limit} butir`;
  if (origin === 'string')
    return side === 'sedikit' && limit === 1
      ? 'teks yang tidak kosong'
      : `teks paling ${side} ${limit} karakter`;
  return `angka paling ${side === 'sedikit' ? 'kecil' : 'besar'} ${limit}`;
}
