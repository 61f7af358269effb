import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { tableLimits } from '../../core/roster/grid.ts';
import { importRoster } from '../../core/roster/import.ts';
import { readTable } from '../../core/roster/table.ts';
import { asWorkbook, demoFiles, workbookBytes } from './demo-files.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

async function codesOf(fileName: string, bytes: Uint8Array) {
  const reading = await readTable(fileName, bytes);
  return reading.ok ? reading.table.problems : reading.problems;
}

async function textsOf(bytes: Uint8Array): Promise<(readonly [number, ...string[]])[]> {
  const reading = await readTable('t', bytes);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.table.rows.map((row) => [row.number, ...row.cells.map((cell) => cell.text)] as const);
}

describe('CSV', () => {
  test('numbers rows by the line where they start, past blank lines and values of several lines', async () => {
    expect(await textsOf(utf8('a,b\r\n\r\n"x\r\ny",2\r\n3,4\r\n'))).toEqual([
      [3, 'x\ny', '2'],
      [5, '3', '4'],
    ]);
  });

  test('names the lines which are not UTF-8', async () => {
    const bytes = new Uint8Array([...utf8('a,b\n1,2\nRp'), 0xa0, ...utf8('1,3\n4,'), 0xe9]);

    expect((await codesOf('t.csv', bytes)).map(({ row, code }) => [row, code])).toEqual([
      [3, 'encoding'],
      [4, 'encoding'],
    ]);
  });

  test('refuses UTF-16', async () => {
    const bytes = new Uint8Array(Buffer.from('\u{feff}a,b\n1,2\n', 'utf16le'));

    expect((await codesOf('t.csv', bytes))[0]).toMatchObject({ row: 1, code: 'encoding' });
  });

  test.each([
    ['file-empty', ''],
    ['file-empty', ' \n,,\n\n'],
    ['too-many-rows', `a\n${'1\n'.repeat(tableLimits.rows + 1)}`],
    ['too-many-rows', `a\n${'\n'.repeat(20_000)}1\n`],
    ['too-many-columns', 'a,'.repeat(tableLimits.columns + 1)],
    ['file-too-large', 'a\n'.repeat(tableLimits.bytes / 2 + 1)],
    ['csv-syntax', 'a,b\n1,x"y\n'],
  ])('%s', async (code, text) => {
    expect((await codesOf('t.csv', utf8(text))).map((problem) => problem.code)).toEqual([code]);
  });
});

describe('XLSX', () => {
  test('reads cells as displayed: rich text, formulas, formats, links, vertical merges', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Tersembunyi', { state: 'hidden' }).addRow(['salah']);
    const sheet = workbook.addWorksheet('Data');
    sheet.addRow(['a', 'b', 'c']);
    sheet.addRow([
      { richText: [{ text: 'Me' }, { text: 'ningkat' }] },
      { formula: 'A1', result: 'hasil' },
      62.5,
    ]);
    sheet.addRow([{ text: 'tautan', hyperlink: 'https://example.go.id' }, 0.1 + 0.2, 0.905]);
    sheet.addRow(['', 'gabung', 1234567]);
    sheet.getCell('C2').numFmt = '0.00';
    sheet.getCell('C3').numFmt = '0.0%';
    sheet.getCell('C4').numFmt = '#,##0';
    sheet.mergeCells('A3:A4');
    sheet.mergeCells('B5:C6');
    sheet.getCell('B5').value = 'luas';

    expect(await textsOf(await workbookBytes(workbook))).toEqual([
      [2, 'Meningkat', 'hasil', '62,50'],
      [3, 'tautan', '0,3', '90,5%'],
      [4, 'tautan', 'gabung', '1.234.567'],
      [5, '', 'luas', ''],
      [6, '', 'luas', ''],
    ]);
  });

  test('names the cell of a NIP kept as number, of a date, an error and a formula without result', async () => {
    const roster = await asWorkbook(demoFiles.roster, (sheet) => {
      sheet.getCell('H3').value = Number('197603032002011902');
      sheet.getCell('D4').value = new Date('2026-01-05');
      sheet.getCell('C5').value = { error: '#N/A' };
      sheet.getCell('G6').value = { formula: 'B1' };
      sheet.getCell('L7').value = 'catatan';
    });

    const result = await importRoster({ ...demoFiles, roster });

    expect(result.ok ? [] : result.problems.map(({ cell, column, code }) => [cell, column, code])).toEqual([
      ['H3', 'nip', 'nip-scientific'],
      ['D4', 'jabatan', 'cell-date'],
      ['C5', 'nama_opd', 'cell-error'],
      ['G6', 'nama', 'cell-formula-without-result'],
    ]);
    expect(result.warnings[0]).toMatchObject({ cell: 'L7', code: 'cell-outside-table' });
  });

  test('refuses what only calls itself XLSX', async () => {
    const compound = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

    expect((await codesOf('t.xls', compound)).map(({ code }) => code)).toEqual(['file-type-unknown']);
    expect((await codesOf('t.xlsx', utf8('a,b\n'))).map(({ code }) => code)).toEqual(['file-type-unknown']);
  });
});

describe('hostile workbooks are refused before they are expanded', () => {
  const parts = async () => unzipSync((await asWorkbook(demoFiles.programs)).bytes);
  const edit = (bytes: Uint8Array | undefined, from: string, to: string) => {
    const text = strFromU8(bytes ?? new Uint8Array());
    if (!text.includes(from)) throw new Error(`expected ${from}`);
    return strToU8(text.replace(from, () => to));
  };

  test('a zip bomb', async () => {
    const zipped = zipSync({ ...(await parts()), 'xl/sharedStrings.xml': new Uint8Array(31_000_000) });

    expect((await codesOf('t.xlsx', zipped)).map(({ code }) => code)).toEqual(['xlsx-unreadable']);
  });

  test('a zip bomb which declares a small size', async () => {
    const zipped = zipSync({ 'xl/workbook.xml': new Uint8Array(31_000_000) });
    const view = new DataView(zipped.buffer, zipped.byteOffset, zipped.length);
    for (let at = 0; at + 28 < zipped.length; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    }

    const [problem] = await codesOf('t.xlsx', zipped);

    expect(problem).toMatchObject({
      code: 'xlsx-unreadable',
      message: expect.stringContaining('dimekarkan'),
    });
  });

  test('a merge over the whole sheet', async () => {
    const files = await parts();
    const name = 'xl/worksheets/sheet1.xml';
    const merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>';
    const zipped = zipSync({ ...files, [name]: edit(files[name], '</sheetData>', merged) });

    expect((await codesOf('t.xlsx', zipped)).map(({ code }) => code)).toEqual(['xlsx-unreadable']);
  });

  test('names and validations over the whole sheet are left out, the table is read', async () => {
    const files = await parts();
    const name = 'xl/worksheets/sheet1.xml';
    const validation =
      '</sheetData><dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"x"</formula1></dataValidation></dataValidations>';
    const names =
      '</sheets><definedNames><definedName name="x">Data!$A$1:$XFD$1048576</definedName></definedNames>';
    const zipped = zipSync({
      ...files,
      [name]: edit(files[name], '</sheetData>', validation),
      'xl/workbook.xml': edit(files['xl/workbook.xml'], '</sheets>', names),
    });

    expect(await textsOf(zipped)).toHaveLength(162);
  });

  test('a row far down is one row, not a million', async () => {
    const files = await parts();
    const name = 'xl/worksheets/sheet1.xml';
    const row = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>';

    const rows = await textsOf(zipSync({ ...files, [name]: edit(files[name], '</sheetData>', row) }));

    expect(rows.at(-1)?.slice(0, 2)).toEqual([1048576, 'x']);
  });

  test('truncation at any eighth of the file', async () => {
    const { bytes } = await asWorkbook(demoFiles.programs);
    for (let eighth = 1; eighth < 8; eighth += 1) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * eighth) / 8));

      expect((await codesOf('t.xlsx', cut)).map(({ code }) => code)).toEqual(['xlsx-unreadable']);
    }
  });

  test('a part whose deflate stream is noise', async () => {
    const zipped = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'.repeat(100)) });
    const at = 30 + 'xl/workbook.xml'.length;
    zipped.set(
      deflateRawSync(strToU8('x')).map((byte) => byte ^ 0xff),
      at,
    );

    expect((await codesOf('t.xlsx', zipped)).map(({ code }) => code)).toEqual(['xlsx-unreadable']);
  });
});
