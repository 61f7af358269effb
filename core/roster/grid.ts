import type { Findings, Problem } from './problem.ts';

/** Sizes beyond any government's roster, small enough that a hostile file cannot exhaust the machine. */
export const tableLimits = { bytes: 5_000_000, rows: 5_000, columns: 100 } as const;

/**
 * A cell as displayed text. `number` is present where a sheet stores a number rather than text: the text is then
 * only one rendering of it. `flaw` tells that the cell holds nothing that can be read as text; it is reported
 * when a column in use meets it.
 */
export interface Cell {
  readonly text: string;
  readonly number?: number;
  readonly flaw?: 'error' | 'formula-without-result' | 'date';
}

export interface Column {
  /** 0-based. */
  readonly index: number;
  /** As spreadsheets show it: A, B, … AA. */
  readonly letter: string;
  /** The header as the file spells it, trimmed. */
  readonly name: string;
  /** Stands in no file: whoever asked for the reading knows its values, and nobody is told to write it. */
  readonly isAdded?: true;
}

export interface Row {
  /** The line where the record starts (CSV) or the row of the sheet, 1-based. */
  readonly number: number;
  readonly cells: readonly Cell[];
  /** The record is wider or narrower than its header: its values stand under the wrong columns. Already refused. */
  readonly isMisaligned?: true;
}

/** Header and rows of one file; wholly empty rows are left out, the numbering of the others is the file's. */
export interface Table {
  readonly file: string;
  readonly kind: 'csv' | 'xlsx';
  readonly header: { readonly row: number; readonly columns: readonly Column[] };
  readonly rows: readonly Row[];
  /** What is wrong with single rows; the others can still be read, so that all problems are told at once. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Splits raw rows into header (the first row that is not empty) and records, and reports what does not fit. */
export function tableOf(kind: Table['kind'], rawRows: readonly Row[], findings: Findings): Table | undefined {
  const filled = rawRows.filter((row) => row.cells.some((cell) => !isBlank(cell)));
  const [head, ...rows] = filled;
  if (head === undefined) {
    findings.refuse(
      {},
      {
        code: 'file-empty',
        message:
          'Diharapkan baris judul kolom dan sekurang-kurangnya satu baris data; berkas ini tidak berisi apa pun.',
        repair: 'Pengunggah memilih kembali berkas yang benar, lalu mengunggahnya lagi.',
      },
    );
    return undefined;
  }
  if (rows.length > tableLimits.rows) {
    findings.refuse(
      {},
      {
        code: 'too-many-rows',
        message: `Diharapkan paling banyak ${tableLimits.rows} baris data; yang diterima ${rows.length} baris.`,
        repair: 'Pengunggah menghapus baris yang bukan data impor, lalu mengunggah berkas lagi.',
      },
    );
    return undefined;
  }
  const width = lastFilled(head.cells) + 1;
  if (width > tableLimits.columns) {
    findings.refuse(
      { row: head.number },
      {
        code: 'too-many-columns',
        message: `Diharapkan paling banyak ${tableLimits.columns} kolom; yang diterima ${width} kolom.`,
        repair: 'Pengunggah menghapus kolom yang tidak diperlukan, lalu mengunggah berkas lagi.',
      },
    );
    return undefined;
  }
  const columns = head.cells.slice(0, width).map((cell, index): Column => {
    return { index, letter: columnLetter(index), name: cell.text.trim() };
  });
  return {
    file: findings.file,
    kind,
    header: { row: head.number, columns },
    rows: rows.map((row) => (fits(kind, row, width, findings) ? row : { ...row, isMisaligned: true })),
    problems: findings.problems,
    warnings: findings.warnings,
  };
}

/**
 * In CSV a record of another width than its header is a lost quote or comma, so its values stand in the wrong
 * columns. In a sheet a value right of the table is a note beside it.
 */
function fits(kind: Table['kind'], row: Row, width: number, findings: Findings): boolean {
  const last = lastFilled(row.cells);
  if (last >= width) {
    const value = row.cells[last]?.text ?? '';
    const letter = columnLetter(last);
    if (kind === 'xlsx') {
      findings.warn(
        { row: row.number, column: letter, cell: `${letter}${row.number}`, value },
        {
          code: 'cell-outside-table',
          message: `Sel ${letter}${row.number} berada di luar kolom yang berjudul dan tidak diimpor.`,
          repair: 'Tidak ada yang perlu dilakukan bila sel ini hanya catatan.',
        },
      );
      return true;
    }
    findings.refuse(
      { row: row.number, value },
      {
        code: 'row-too-long',
        message: `Diharapkan ${width} kolom sesuai baris judul; baris ini berisi ${last + 1} kolom.`,
        repair:
          'Penyusun berkas mengapit nilai yang mengandung tanda pemisah dengan tanda kutip ganda, lalu mengunggah berkas lagi.',
      },
    );
    return false;
  }
  if (kind === 'csv' && row.cells.length < width) {
    findings.refuse(
      { row: row.number },
      {
        code: 'row-too-short',
        message: `Diharapkan ${width} kolom sesuai baris judul; baris ini hanya berisi ${row.cells.length} kolom.`,
        repair:
          'Penyusun berkas melengkapi baris ini (kolom kosong tetap memerlukan tanda pemisah), lalu mengunggah berkas lagi.',
      },
    );
    return false;
  }
  return true;
}

function isBlank(cell: Cell): boolean {
  return cell.flaw === undefined && cell.text.trim() === '';
}

function lastFilled(cells: readonly Cell[]): number {
  return cells.findLastIndex((cell) => !isBlank(cell));
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : columnLetter(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}
