import type { Column, Table } from './grid.ts';
import { type Findings, quoted } from './problem.ts';

/** The columns of a table that an import uses, found by header. */
export type Columns<Key extends string> = Readonly<Record<Key, Column>>;

/** Headers are compared without case, spaces, dots and underscores: "Kode OPD" is "kode_opd". */
function headerKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, '');
}

/**
 * Finds each expected header exactly once; what is missing or double is refused, what is unknown is warned of. A table
 * without an optional column reads as one whose cells there are all empty.
 */
export function findColumns<Key extends string>(
  table: Table,
  required: readonly Key[],
  findings: Findings,
  optional: readonly Key[] = [],
): Columns<Key> | undefined {
  const { columns, row } = table.header;
  const expected = [...required, ...optional];
  const found: Partial<Record<Key, Column>> = {};
  for (const key of expected) {
    const [first, second] = columns.filter((column) => headerKey(column.name) === headerKey(key));
    if (first !== undefined) found[key] = first;
    if (second !== undefined) {
      findings.refuse(
        { row, column: second.name, cell: cellAddress(table, second, row), value: second.name },
        {
          code: 'column-duplicate',
          message: `Diharapkan satu kolom ${quoted(key)}; kolom ini terdapat dua kali.`,
          repair: 'Penyusun berkas menghapus atau mengganti judul salah satu kolom tersebut.',
        },
      );
    }
  }
  const missing = required.filter((key) => found[key] === undefined);
  for (const key of optional) found[key] ??= { index: -1, letter: '', name: key };
  const toldOf = required.filter((key) => !found[key]?.isAdded);
  const written = columns.filter(({ isAdded }) => !isAdded);
  for (const key of missing) {
    findings.refuse(
      { row, column: key },
      {
        code: 'column-missing',
        message: `Diharapkan kolom ${toldOf.join(', ')}; kolom ${quoted(key)} tidak ditemukan di antara ${written.map((column) => quoted(column.name)).join(', ')}.`,
        repair: `Penyusun berkas menambahkan kolom dengan judul ${quoted(key)} pada baris ${row}.`,
      },
    );
  }
  const used = expected.map(headerKey);
  for (const column of columns.filter(({ name }) => name !== '' && !used.includes(headerKey(name)))) {
    findings.warn(
      { row, column: column.name, cell: cellAddress(table, column, row), value: column.name },
      {
        code: 'column-ignored',
        message: `Kolom ${quoted(column.name)} tidak dikenal; isinya tidak dibaca dan tidak disimpan.`,
        repair: 'Tidak ada yang perlu dilakukan bila kolom ini memang tidak diperlukan.',
      },
    );
  }
  return isComplete(found, expected) ? found : undefined;
}

function isComplete<Key extends string>(
  found: Partial<Record<Key, Column>>,
  expected: readonly Key[],
): found is Record<Key, Column> {
  return expected.every((key) => found[key] !== undefined);
}

/** "H12" in a sheet; a CSV file has no addresses. */
export function cellAddress(table: Table, column: Column, row: number): string | undefined {
  return table.kind === 'xlsx' ? `${column.letter}${row}` : undefined;
}
