import { readCsv } from './csv.ts';
import { type Table, tableLimits } from './grid.ts';
import { Findings, type Problem } from './problem.ts';
import { readSheet } from './sheet.ts';

export type TableReading =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const zipMagic = [0x50, 0x4b, 0x03, 0x04];
/** The compound file of Excel 97-2003, and of encrypted workbooks. */
const compoundFileMagic = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads a CSV file or the first visible sheet of an XLSX workbook; which one it is, the bytes decide. */
export async function readTable(fileName: string, bytes: Uint8Array): Promise<TableReading> {
  const findings = new Findings(fileName);
  const table = await read(bytes, findings);
  if (table === undefined) return { ok: false, problems: findings.problems };
  return { ok: true, table };
}

async function read(bytes: Uint8Array, findings: Findings): Promise<Table | undefined> {
  if (bytes.length === 0) {
    findings.refuse(
      {},
      {
        code: 'file-empty',
        message: 'Diharapkan berkas tabel yang berisi; yang diterima berkas kosong (0 bita).',
        repair: 'Pengunggah memilih kembali berkas yang benar, lalu mengunggahnya lagi.',
      },
    );
    return undefined;
  }
  if (bytes.length > tableLimits.bytes) {
    findings.refuse(
      {},
      {
        code: 'file-too-large',
        message: `Diharapkan berkas paling besar ${tableLimits.bytes} bita; yang diterima ${bytes.length} bita.`,
        repair: 'Pengunggah menghapus gambar dan lembar yang tidak diperlukan, lalu mengunggah berkas lagi.',
      },
    );
    return undefined;
  }
  if (startsWith(bytes, zipMagic)) return readSheet(bytes, findings);
  if (startsWith(bytes, compoundFileMagic) || /\.(xlsx|xlsm|xls|ods)$/iu.test(findings.file)) {
    findings.refuse(
      {},
      {
        code: 'file-type-unknown',
        message:
          'Diharapkan berkas CSV atau XLSX tanpa kata sandi; yang diterima bukan keduanya (misalnya XLS lama atau buku kerja terkunci).',
        repair:
          'Pengunggah membuka berkas, menyimpannya sebagai "Excel Workbook (.xlsx)" tanpa kata sandi, lalu mengunggahnya lagi.',
      },
    );
    return undefined;
  }
  return readCsv(bytes, findings);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
