import ExcelJS from 'exceljs';
import { displayNumber } from './displayed-number.ts';
import { type Cell, type Row, type Table, tableLimits, tableOf } from './grid.ts';
import type { Findings } from './problem.ts';
import { cleanWorkbook, WorkbookRefused } from './workbook-parts.ts';

/** Elements the library would expand or resolve, none of which changes what a cell shows. */
const ignoreNodes = [
  'cols',
  'conditionalFormatting',
  'dataValidations',
  'drawing',
  'extLst',
  'hyperlinks',
  'legacyDrawing',
  'picture',
  'tableParts',
];

/** The first visible sheet of an XLSX workbook, cells as they are displayed. */
export async function readSheet(bytes: Uint8Array, findings: Findings): Promise<Table | undefined> {
  const sheet = await firstSheet(bytes, findings);
  if (sheet === undefined) return undefined;
  const rows: Row[] = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: Cell[] = [];
    // Two columns more than allowed suffice to see that there are too many.
    const width = Math.min(row.cellCount, tableLimits.columns + 2);
    for (let column = 1; column <= width; column += 1) cells.push(cellOf(row.getCell(column)));
    rows.push({ number, cells });
  });
  return tableOf('xlsx', rows, findings);
}

async function firstSheet(bytes: Uint8Array, findings: Findings): Promise<ExcelJS.Worksheet | undefined> {
  const workbook = new ExcelJS.Workbook();
  try {
    const clean = cleanWorkbook(bytes);
    // The typings ask for the Buffer of an older @types/node; the library takes any byte array.
    const buffer = Buffer.from(clean) as unknown as ExcelJS.Buffer;
    await workbook.xlsx.load(buffer, {
      ignoreNodes,
      maxRows: tableLimits.rows * 2,
    } as Partial<ExcelJS.XlsxReadOptions>);
  } catch (error) {
    // exceljs throws plain errors of many kinds on malformed parts; all of them mean the same to a person.
    refuseWorkbook(
      findings,
      error instanceof WorkbookRefused ? error.message : 'isi buku kerja tidak dapat dibaca',
    );
    return undefined;
  }
  const sheet =
    workbook.worksheets.find((candidate) => candidate.state === 'visible') ?? workbook.worksheets[0];
  if (sheet === undefined) refuseWorkbook(findings, 'buku kerja tidak memiliki lembar');
  return sheet;
}

function refuseWorkbook(findings: Findings, reason: string): void {
  findings.refuse(
    {},
    {
      code: 'xlsx-unreadable',
      message: `Diharapkan buku kerja XLSX yang utuh; yang terjadi: ${reason}.`,
      repair:
        'Pengunggah membuka berkas dengan Excel atau LibreOffice, menyalin tabel ke buku kerja baru, lalu mengunggahnya.',
    },
  );
}

/** A merged cell shows its value in its first column only: downwards it repeats, sideways it would invent values. */
function cellOf(cell: ExcelJS.Cell): Cell {
  if (cell.master !== cell && cell.master.col !== cell.col) return { text: '' };
  return displayed(cell.master.value, cell.master.numFmt);
}

function displayed(value: ExcelJS.CellValue, numberFormat: string | undefined): Cell {
  if (value === null || value === undefined) return { text: '' };
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'number') return { text: displayNumber(value, numberFormat), number: value };
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE' };
  if (value instanceof Date) {
    return { text: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10), flaw: 'date' };
  }
  if ('error' in value) return { text: value.error, flaw: 'error' };
  if ('richText' in value) return { text: value.richText.map((run) => run.text).join('') };
  if ('text' in value) return displayed(value.text, numberFormat);
  const { result } = value;
  if (result === undefined || result === null) return { text: '', flaw: 'formula-without-result' };
  return displayed(result, numberFormat);
}
