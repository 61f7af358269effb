import { inflateRawSync } from 'node:zlib';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { tableLimits } from './grid.ts';

/** Why a workbook is not handed to the spreadsheet library. The text is Indonesian and continues a sentence. */
export class WorkbookRefused extends Error {
  override readonly name = 'WorkbookRefused';
}

/** All kept parts of an honest workbook of 5,000 rows stay far below this. */
const inflatedLimit = 30_000_000;
const entryLimit = 1_000;

/** What cell values and their number formats need. Pictures, comments, macros, links and names stay outside. */
const keptParts =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml|xl\/styles\.xml|xl\/worksheets\/sheet\d+\.xml)$/u;

/**
 * The hostile input is met here: entries are inflated under one budget that does not trust declared sizes (zip
 * bombs), ranges that the library would expand cell by cell are bounded (merged cells) or removed (defined names),
 * and the result is packed anew, so that the library reads exactly what was checked.
 */
export function cleanWorkbook(bytes: Uint8Array): Uint8Array {
  const parts: Record<string, Uint8Array> = {};
  let budget = inflatedLimit;
  for (const entry of zipEntries(bytes)) {
    if (!keptParts.test(entry.name)) continue;
    if (entry.name in parts) throw new WorkbookRefused(`bagian ${entry.name} terdapat dua kali`);
    const content = inflate(bytes, entry, budget);
    budget -= content.length;
    parts[entry.name] = boundRanges(entry.name, content);
  }
  if (!('xl/workbook.xml' in parts))
    throw new WorkbookRefused('daftar lembar (xl/workbook.xml) tidak ditemukan');
  return zipSync(parts, { level: 0 });
}

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly compressedSize: number;
  readonly localHeader: number;
}

/** The central directory (APPNOTE.TXT §4.3.12), the only list of entries that readers agree on. */
function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfCentralDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (count > entryLimit) throw new WorkbookRefused(`buku kerja berisi ${count} bagian`);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: strFromU8(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/^\//u, ''),
      method: view.getUint16(at + 10, true),
      compressedSize: view.getUint32(at + 20, true),
      localHeader: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOfCentralDirectory(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw damaged();
}

function inflate(bytes: Uint8Array, entry: ZipEntry, budget: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.localHeader;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) throw damaged();
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.compressedSize > bytes.length) throw damaged();
  const packed = bytes.subarray(start, start + entry.compressedSize);
  if (budget <= 0 || packed.length > budget) throw tooLarge();
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw damaged();
  try {
    return inflateRawSync(packed, { maxOutputLength: budget });
  } catch (error) {
    throw error instanceof RangeError ? tooLarge() : damaged();
  }
}

function boundRanges(name: string, content: Uint8Array): Uint8Array {
  if (name === 'xl/workbook.xml') return strToU8(withoutDefinedNames(strFromU8(content)));
  if (name.startsWith('xl/worksheets/')) return strToU8(withBoundedMerges(strFromU8(content)));
  return content;
}

/** Repeated until nothing changes, since a removal could join its surroundings to a new element. */
function withoutDefinedNames(xml: string): string {
  const shorter = xml.replaceAll(/<definedNames\b[\s\S]*?<\/definedNames\s*>/gu, '');
  return shorter === xml ? xml : withoutDefinedNames(shorter);
}

/** One replacement from the first opening to the last closing tag, so that no second list can hide. */
function withBoundedMerges(xml: string): string {
  return xml.replace(/<mergeCells\b[\s\S]*<\/mergeCells\s*>/u, (list) => {
    let area = 0;
    const merges = [
      ...list.matchAll(/<mergeCell\s[^<>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/gu),
    ].map(([, left = '', top = '', right = '', bottom = '']) => {
      area += (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1);
      return `<mergeCell ref="${left}${top}:${right}${bottom}"/>`;
    });
    if (area > tableLimits.rows * tableLimits.columns) throw new WorkbookRefused('sel gabungan terlalu luas');
    return merges.length === 0 ? '' : `<mergeCells>${merges.join('')}</mergeCells>`;
  });
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

const damaged = () => new WorkbookRefused('berkas rusak atau terpotong');
const tooLarge = () => new WorkbookRefused(`isi berkas setelah dimekarkan melebihi ${inflatedLimit} bita`);
