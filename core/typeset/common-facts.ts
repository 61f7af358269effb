import * as z from 'zod';
import { sha256Hex } from '../document/sha256.ts';
import { slotName } from '../document/slot-name.ts';
import { withoutEmployeeNumber } from './without-employee-number.ts';

/** One line: not empty, no control characters or line breaks. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'no control characters or line breaks');

/**
 * One line of text as it is printed. An employee number stands in its own field alone: whatever else a document
 * says is published as data, which must hold none.
 */
export const printedText = (max: number) => line(max).regex(withoutEmployeeNumber, 'no employee number');

/**
 * A person as a document names them. `name` is bare; titles are kept apart, since Permendagri 1/2023 Ps 44
 * prints some documents with and some without them. `position` is the full text to print, an acting
 * head's "Plt. Kepala …" included; `acting` says the same to machines.
 * A regional head has neither employee number nor rank.
 */
export const signatory = z.strictObject({
  name: printedText(120).describe('Nama tanpa gelar.'),
  titlePrefix: printedText(60).optional().describe('Gelar di depan nama, misalnya "Drs.".'),
  titleSuffix: printedText(120).optional().describe('Gelar di belakang nama, misalnya "M.Si.".'),
  position: printedText(200).describe('Jabatan seperti yang dicetak, termasuk "Plt." dan sejenisnya.'),
  acting: z
    .enum(['PLT', 'PLH', 'PJ', 'PJS'])
    .optional()
    .describe('Status pejabat sementara; tidak ada pada pejabat definitif.'),
  employeeNumber: line(40).optional().describe('NIP, NI PPPK, atau NRP; kepala daerah tidak memilikinya.'),
  rank: printedText(60).optional().describe('Pangkat, misalnya "Pembina Tingkat I".'),
  gradeClass: printedText(20).optional().describe('Golongan ruang, misalnya "IV/b".'),
});
export type Signatory = z.infer<typeof signatory>;

/** The drawing itself stands under its hash in the working store. */
export const emblem = z.strictObject({
  sha256: sha256Hex.describe('Sidik jari SHA-256 berkas lambang.'),
  format: z.enum(['svg', 'png']).describe('Jenis berkas lambang.'),
  /** For people who cannot see it: "Lambang Kabupaten …". */
  description: printedText(200).describe(
    'Uraian bagi yang tidak dapat melihatnya, misalnya "Lambang Kabupaten Langkat".',
  ),
});
export type Emblem = z.infer<typeof emblem>;

export const government = z.strictObject({
  name: printedText(120).describe('Nama pemerintah daerah, misalnya "Pemerintah Kabupaten Langkat".'),
  kind: z.enum(['kabupaten', 'kota']).describe('Jenis daerah.'),
  region: printedText(120).describe('Nama daerah, misalnya "Kabupaten Langkat".'),
  seat: printedText(80).describe('Ibu kota atau tempat kedudukan.'),
  /** Below the names in the letterhead. */
  addressLines: z.array(printedText(200)).min(1).max(3).describe('Baris alamat pada kop naskah.'),
  emblem: emblem.optional().describe('Lambang daerah pada kop naskah.'),
  complaintChannel: z
    .strictObject({
      name: printedText(80).describe('Nama saluran, misalnya "SP4N-LAPOR!".'),
      url: z.url().describe('Alamat saluran.'),
    })
    .describe('Saluran pengaduan yang dicetak pada dokumen.'),
  /** Not printed: the terms under which the document may be used as data. */
  dataLicence: z
    .url()
    .optional()
    .describe('Alamat ketentuan pemakaian data yang diterbitkan; tidak dicetak.'),
  /** Invented data: every page then says so. */
  sample: z.boolean().describe('Benar untuk data rekaan; setiap halaman lalu bertanda DATA CONTOH.'),
});
export type Government = z.infer<typeof government>;

export const unit = z.strictObject({
  code: printedText(40).describe('Kode perangkat daerah.'),
  type: printedText(40).describe('Jenis perangkat daerah, misalnya "dinas".'),
  name: printedText(200).describe('Nama perangkat daerah.'),
});

/** Who holds a slot's key. It decides what is drawn and which fields exist, so it is fixed before revision 0. */
export const slot = z.strictObject({
  name: slotName.describe('Tempat tanda tangan menurut perannya.'),
  signer: z
    .enum(['ikrar-ca', 'own-certificate', 'bsre'])
    .describe('Asal sertifikat: otoritas pemerintah daerah, milik sendiri, atau BSrE.'),
});

/**
 * How a kind prints people (Permendagri 1/2023 Ps 44; practice differs). A NIP holds birth date and sex, so a kind
 * which prints it in full is not published as a file.
 */
export const nameForm = z.strictObject({
  titles: z.boolean().describe('Nama dicetak dengan gelar.'),
  rank: z.boolean().describe('Pangkat dan golongan dicetak.'),
  employeeNumber: z
    .enum(['full', 'last-four', 'none'])
    .describe('NIP dicetak lengkap, empat angka terakhir, atau tidak sama sekali.'),
});
export type NameForm = z.infer<typeof nameForm>;

/** Public code: 16 Crockford base32 characters and a Luhn-mod-32 check character, without separators. */
export const documentCode = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{17}$/, 'expected 17 Crockford base32 characters');

/** What every kind's bytes depend on; `kind` and `template` are added by each kind. */
export const commonFacts = {
  schema: z.literal(1).describe('Versi bentuk data ini.'),
  year: z.int().min(2000).max(2199).describe('Tahun dokumen.'),
  number: printedText(80).optional().describe('Nomor naskah.'),
  place: printedText(80).describe('Tempat di depan tanggal.'),
  /** The date printed on the document, as a day in the government's own time zone. */
  date: z.iso.date().describe('Tanggal yang dicetak, menurut zona waktu pemerintah daerah.'),
  government: government.describe('Pemerintah daerah yang menerbitkan dokumen.'),
  unit: unit.describe('Perangkat daerah yang bersangkutan.'),
  /** Who initials before the regional head signs; there is a slot for it exactly when somebody stands here. */
  initialling: signatory.optional().describe('Pejabat yang memaraf sebelum kepala daerah.'),
  names: nameForm.describe('Cara nama, pangkat, dan NIP dicetak (Permendagri 1/2023 Pasal 44).'),
  /** One for each person who signs, in signing order. */
  slots: z.array(slot).min(1).max(6).describe('Tempat tanda tangan menurut urutan penandatanganan.'),
  code: documentCode.describe('Kode dokumen, 17 karakter tanpa pemisah.'),
  link: z.url().describe('Alamat pemeriksaan; diakhiri /d/ dan kode dokumen.'),
  createdAt: z.iso.datetime().describe('Saat dokumen dibuat, dalam UTC.'),
};

/** The template by which a document was made, and must be made again. */
export const templateOf = <Kind extends string>(kind: Kind) =>
  z
    .strictObject({
      kind: z.literal(kind).describe('Jenis templat, sama dengan jenis dokumen.'),
      version: z.string().describe('Versi templat.'),
    })
    .describe('Templat yang menyusun dokumen ini.');
