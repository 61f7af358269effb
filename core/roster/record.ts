import { type Columns, cellAddress } from './columns.ts';
import type { Cell, Row, Table } from './grid.ts';
import { type Findings, type Place, quoted } from './problem.ts';
import { checkText, normalizeText, type WordRoom } from './text.ts';

/** One row of a table under its columns: reads fields and knows their places. */
export class TableRecord<Key extends string> {
  readonly row: number;
  readonly findings: Findings;
  readonly #table: Table;
  readonly #columns: Columns<Key>;
  readonly #cells: readonly Cell[];

  constructor(table: Table, columns: Columns<Key>, row: Row, findings: Findings) {
    this.row = row.number;
    this.findings = findings;
    this.#table = table;
    this.#columns = columns;
    this.#cells = row.cells;
  }

  place(key: Key): Place {
    const column = this.#columns[key];
    const place = { row: this.row, column: column.name, value: this.cell(key).text.trim() };
    return { ...place, cell: cellAddress(this.#table, column, this.row) };
  }

  /** The cell as stored, for fields where a number is judged differently from text. */
  cell(key: Key): Cell {
    return this.#cells[this.#columns[key].index] ?? { text: '' };
  }

  /** True where the cell is empty or holds only a dash, as people write "nothing". */
  isEmpty(key: Key): boolean {
    const cell = this.cell(key);
    return cell.flaw === undefined && /^[-\u2013\u2014]?$/u.test(normalizeText(cell.text));
  }

  /** Normalised text; absent when empty or refused, in which case the problem has been reported. */
  optional(key: Key, cap: number, room?: WordRoom): string | undefined {
    if (this.isEmpty(key) || !this.isReadable(key) || !this.#isPrecise(key)) return undefined;
    const text = normalizeText(this.cell(key).text);
    return checkText(text, cap, this.place(key), this.findings, room) ? text : undefined;
  }

  /** As `optional`, and an empty cell is a problem. */
  required(key: Key, cap: number, room?: WordRoom): string | undefined {
    if (this.isEmpty(key)) {
      this.findings.refuse(this.place(key), {
        code: 'value-missing',
        message: `Diharapkan kolom ${quoted(this.#columns[key].name)} terisi; yang diterima sel kosong.`,
        repair: 'Penyusun berkas mengisi sel ini.',
      });
      return undefined;
    }
    return this.optional(key, cap, room);
  }

  /** Refuses cells whose displayed text is not what their author typed. */
  isReadable(key: Key): boolean {
    const cell = this.cell(key);
    const place = this.place(key);
    if (cell.flaw === 'error') {
      this.findings.refuse(place, {
        code: 'cell-error',
        message: `Diharapkan sebuah nilai; sel ini berisi galat rumus ${quoted(cell.text)}.`,
        repair: 'Penyusun berkas memperbaiki rumus atau mengetik nilainya.',
      });
    } else if (cell.flaw === 'formula-without-result') {
      this.findings.refuse(place, {
        code: 'cell-formula-without-result',
        message: 'Diharapkan sebuah nilai; sel ini berisi rumus tanpa hasil tersimpan.',
        repair:
          'Penyusun berkas membuka berkas dengan Excel, menyimpannya kembali agar rumus dihitung, lalu mengunggahnya.',
      });
    } else if (cell.flaw === 'date') {
      this.findings.refuse(place, {
        code: 'cell-date',
        message: `Diharapkan teks atau angka; sel ini berisi tanggal (${quoted(cell.text)}), biasanya karena diubah otomatis oleh aplikasi lembar kerja.`,
        repair: 'Penyusun berkas mengubah format sel menjadi Teks dan mengetik ulang nilainya.',
      });
    }
    return cell.flaw === undefined;
  }

  /** Spreadsheets keep 15 digits of a number; an identifier with more of them has already lost its end. */
  #isPrecise(key: Key): boolean {
    const { number, text } = this.cell(key);
    if (number === undefined || Math.abs(number) < 1e15) return true;
    this.findings.refuse(this.place(key), {
      code: 'number-imprecise',
      message: `Diharapkan teks; sel ini berisi angka lebih dari 15 digit (${quoted(text)}) yang digit akhirnya sudah hilang.`,
      repair: 'Penyusun berkas mengubah format sel menjadi Teks dan mengetik ulang nilainya.',
    });
    return false;
  }
}
