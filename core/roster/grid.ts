import type { Findings } from './problem.ts';
import { type Cell, type Column, type Row, type Table, tableLimits } from './table.ts';

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
  for (const row of rows) checkWidth(kind, row, width, findings);
  return {
    file: findings.file,
    kind,
    header: { row: head.number, columns },
    rows,
    warnings: findings.warnings,
  };
}

/**
 * In CSV a record of another width than its header is a lost quote or comma, so its values stand in the wrong
 * columns. In a sheet a value right of the table is a note beside it.
 */
function checkWidth(kind: Table['kind'], row: Row, width: number, findings: Findings): void {
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
      return;
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
  } else if (kind === 'csv' && row.cells.length < width) {
    findings.refuse(
      { row: row.number },
      {
        code: 'row-too-short',
        message: `Diharapkan ${width} kolom sesuai baris judul; baris ini hanya berisi ${row.cells.length} kolom.`,
        repair:
          'Penyusun berkas melengkapi baris ini (kolom kosong tetap memerlukan tanda pemisah), lalu mengunggah berkas lagi.',
      },
    );
  }
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
