import { parseArgs } from 'node:util';
import * as z from 'zod';
import { UsageError } from './exit-code.ts';

/** What `ikrar verify` was asked for. */
export type VerificationRequest = {
  readonly files: readonly [string, ...string[]];
  readonly trust: readonly string[];
  readonly crl: readonly string[];
  /** The time to judge for; absent: now. */
  readonly at?: Date;
  readonly json: boolean;
  readonly explain: boolean;
};

export const usage = `Pemakaian: ikrar verify BERKAS… [--trust BERKAS]… [--crl BERKAS]… [--at WAKTU] [--explain | --json]
  BERKAS        PDF yang diperiksa, boleh beberapa; - berarti masukan baku
  --trust       penerbit yang dipercaya: sertifikat PEM, atau daftar JSON dengan tujuan dan masa (boleh berulang)
  --crl         daftar pencabutan terbaru dari penerbit, DER atau PEM (boleh berulang)
  --at          memeriksa menurut keadaan pada waktu itu, misalnya 2027-01-31T10:00:00+07:00 (bila tidak ada: sekarang)
  --explain     dengan alasan setiap tanda tangan dan perubahan setiap revisi
  --json        laporan untuk mesin (docs/verification-report.schema.json)
Kode keluar: 0 sah, 1 tidak sah, 2 belum dapat dipastikan (dari beberapa berkas: yang terburuk),
             64 salah pemakaian, 66 berkas tidak dapat dibaca, 70 gangguan pemeriksa`;

/** @returns `help` when only the usage was asked for. @throws UsageError */
export function readRequest(args: string[]): VerificationRequest | 'help' {
  const { values, positionals } = parsed(args);
  const { help, trust = [], crl = [], at, json = false, explain = false } = values;
  if (help) return 'help';
  const [first, ...others] = positionals;
  if (first === undefined) throw new UsageError('sebutkan sedikitnya satu berkas PDF');
  if (positionals.filter((name) => name === '-').length > 1)
    throw new UsageError('masukan baku (-) hanya dapat disebut satu kali');
  if (json && explain) throw new UsageError('pilih salah satu: --json sudah memuat semua alasan --explain');
  return {
    files: [first, ...others],
    trust,
    crl,
    json,
    explain,
    ...(at === undefined ? {} : { at: instant(at) }),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      strict: true,
      options: {
        trust: { type: 'string', multiple: true },
        crl: { type: 'string', multiple: true },
        at: { type: 'string' },
        json: { type: 'boolean' },
        explain: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'pilihan tidak dikenal');
  }
}

/** A time without its zone means something else on every machine, so it is refused. */
function instant(text: string): Date {
  const read = z.iso.datetime({ offset: true }).safeParse(text);
  if (!read.success)
    throw new UsageError(
      `--at: diharapkan waktu ISO 8601 dengan zona, misalnya 2027-01-31T10:00:00+07:00 atau 2027-01-31T03:00:00Z; didapat "${text}"`,
    );
  return new Date(read.data);
}
