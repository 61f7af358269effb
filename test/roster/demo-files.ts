import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import type { ImportFiles } from '../../core/roster/import.ts';
import type { ImportFile } from '../../core/roster/import-file.ts';

const demo = (fileName: string): ImportFile => ({
  fileName,
  bytes: new Uint8Array(readFileSync(new URL(`../../demo/${fileName}`, import.meta.url))),
});

export const demoFiles: ImportFiles = {
  government: demo('government-kabupaten.json'),
  roster: demo('roster-kabupaten.csv'),
  objectives: demo('sasaran-kabupaten.csv'),
  programs: demo('program-kabupaten.csv'),
};

export const textFile = (fileName: string, text: string): ImportFile => ({
  fileName,
  bytes: new TextEncoder().encode(text),
});

/** A demo file with one piece of its text replaced; fails when the piece is not there exactly once. */
export function altered(file: ImportFile, from: string, to: string): ImportFile {
  const text = new TextDecoder().decode(file.bytes);
  if (text.split(from).length !== 2) throw new Error(`expected exactly one ${JSON.stringify(from)}`);
  return textFile(
    file.fileName,
    text.replace(from, () => to),
  );
}

/** The same table as a workbook; `change` may edit the sheet before it is written. */
export async function asWorkbook(
  file: ImportFile,
  change?: (sheet: ExcelJS.Worksheet) => void,
): Promise<ImportFile> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Data');
  for (const record of parse(Buffer.from(file.bytes))) sheet.addRow(record);
  change?.(sheet);
  return { fileName: file.fileName.replace('.csv', '.xlsx'), bytes: await workbookBytes(workbook) };
}

export async function workbookBytes(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
