import { CsvError, parse } from 'csv-parse/sync';
import { type Row, type Table, tableLimits, tableOf } from './grid.ts';
import type { Findings } from './problem.ts';

/** Blank lines and the header come on top of the data rows; the bound stops a file that is nothing but newlines. */
const recordLimit = tableLimits.rows * 2;

/** RFC 4180 text in UTF-8 with or without a byte order mark, separated by commas or (Indonesian Excel) semicolons. */
export function readCsv(bytes: Uint8Array, findings: Findings): Table | undefined {
  const text = decode(bytes, findings);
  if (text === undefined) return undefined;
  // One line end throughout: files mix them, and csv-parse counts CRLF inside quotes as two lines.
  const rows = parseRows(text.replaceAll(/\r\n?/gu, '\n'), findings);
  return rows === undefined ? undefined : tableOf('csv', rows, findings);
}

function decode(bytes: Uint8Array, findings: Findings): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  for (const line of undecodableLines(bytes)) {
    findings.refuse(
      { row: line },
      {
        code: 'encoding',
        message: `Diharapkan teks UTF-8; baris ${line} berisi bita yang bukan UTF-8 (misalnya Windows-1252 atau UTF-16).`,
        repair:
          'Penyusun berkas menyimpannya ulang sebagai "CSV UTF-8 (dibatasi koma)" atau XLSX, lalu mengunggahnya lagi.',
      },
    );
  }
  return undefined;
}

/** Lines (1-based) which are no UTF-8 or contain NUL, at most 20: a file in another encoding fails on nearly all. */
function undecodableLines(bytes: Uint8Array): number[] {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines: number[] = [];
  let start = 0;
  for (let line = 1; start < bytes.length && lines.length < 20; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const slice = bytes.subarray(start, end);
    try {
      decoder.decode(slice);
      if (slice.includes(0)) lines.push(line);
    } catch {
      lines.push(line);
    }
    start = end + 1;
  }
  return lines;
}

function parseRows(text: string, findings: Findings): Row[] | undefined {
  try {
    const records = parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      info: true,
      record_delimiter: '\n',
      max_record_size: 100_000,
      to: recordLimit + 1,
    });
    // The typings do not know what the option `info` adds.
    if (records.length <= recordLimit) return (records as unknown as RecordWithInfo[]).map(rowOf);
    findings.refuse(
      {},
      {
        code: 'too-many-rows',
        message: `Diharapkan paling banyak ${tableLimits.rows} baris data; berkas ini berisi lebih dari ${recordLimit} baris.`,
        repair:
          'Pengunggah menghapus baris kosong dan baris yang bukan data impor, lalu mengunggah berkas lagi.',
      },
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : undefined;
    findings.refuse(
      { row: line },
      {
        code: 'csv-syntax',
        message: `Diharapkan CSV menurut RFC 4180; pembacaan berhenti di sini karena tanda kutip yang tidak berpasangan, mungkin dibuka pada baris sebelumnya (${error.code}).`,
        repair:
          'Penyusun berkas menutup setiap tanda kutip dan menulis kutip di dalam nilai sebagai dua kutip, atau menyimpan berkas sebagai XLSX.',
      },
    );
    return undefined;
  }
}

interface RecordWithInfo {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** csv-parse tells the line where a record ends; people look for the line where it starts. */
function rowOf({ record, info }: RecordWithInfo): Row {
  const inside = record.reduce((sum, field) => sum + field.split('\n').length - 1, 0);
  return { number: info.lines - inside, cells: record.map((text) => ({ text })) };
}

/** Decided by the header line alone, quoted parts left out: data may contain either sign. */
function separatorOf(text: string): ',' | ';' {
  const header = /^(?:\s*\n)*([^\n]*)/u.exec(text)?.[1]?.replaceAll(/"[^"]*"/gu, '') ?? '';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}
