import * as z from 'zod';
import { sha256Hex } from '../document/sha256.ts';
import { documentCode } from '../typeset/common-facts.ts';
import { withoutEmployeeNumber } from '../typeset/without-employee-number.ts';

/** Text as it is printed. A record which would tell an employee number is not made. */
export const publicText = z.string().min(1).regex(withoutEmployeeNumber);

/** Who signed. Beyond name and position nothing of a person is published (UU 27/2022; a NIP holds birth date and sex). */
const party = z
  .strictObject({
    role: z
      .enum(['head', 'witness', 'initialling', 'regional-head'])
      .describe(
        'Peran: head = kepala perangkat daerah; witness = saksi dari luar; initialling = pembubuh paraf; regional-head = kepala daerah.',
      ),
    name: publicText.describe('Nama sebagaimana tercetak pada dokumen.'),
    position: publicText.describe('Jabatan sebagaimana tercetak, termasuk Plt./Plh./Pj.'),
    institution: publicText.optional().describe('Lembaga asal saksi dari luar.'),
    signedAt: z.iso.datetime().describe('Waktu penandatanganan (UTC).'),
  })
  .describe('Penanda tangan. Selain nama dan jabatan tidak ada data pribadi yang diterbitkan.');

/** What every kind's record tells; `format`, `kind` and the content are each kind's own. */
export const commonRecord = {
  schema: z.url().describe('Alamat skema JSON catatan ini.'),
  version: z.literal(1).describe('Versi skema.'),
  state: z
    .literal('complete')
    .describe('Catatan terbit setelah semua pihak menandatangani dan berkas diarsipkan.'),
  sample: z.boolean().describe('true: data contoh, bukan dokumen resmi.'),
  licence: z
    .url()
    .optional()
    .describe(
      'Alamat ketentuan penggunaan data ini menurut pemerintah daerah; tidak ada bila belum ditetapkan.',
    ),
  code: documentCode.describe('Kode dokumen, termasuk karakter pemeriksa.'),
  link: z.url().describe('Halaman pemeriksaan dokumen.'),
  replaces: z
    .strictObject({
      code: documentCode.describe('Kodenya.'),
      link: z.url().describe('Halaman pemeriksaannya.'),
    })
    .optional()
    .describe('Dokumen yang dikoreksi sebelum lengkap; dokumen itu tidak berlaku.'),
  year: z.int().min(2000).max(2199).describe('Tahun anggaran atau tahun kinerja.'),
  number: publicText.optional().describe('Nomor dokumen.'),
  place: publicText.describe('Tempat yang tercetak.'),
  printedDate: z.iso
    .date()
    .describe('Tanggal yang tercetak; dapat berbeda dari waktu penandatanganan masing-masing pihak.'),
  government: z
    .strictObject({
      name: publicText.describe('Nama pemerintah daerah.'),
      kind: z.enum(['kabupaten', 'kota']).describe('Jenis daerah.'),
      region: publicText.describe('Nama daerah.'),
    })
    .describe('Pemerintah daerah.'),
  unit: z
    .strictObject({
      code: publicText.describe('Kode perangkat daerah.'),
      name: publicText.describe('Nama perangkat daerah.'),
      type: publicText.describe('Jenis perangkat daerah.'),
    })
    .describe('Perangkat daerah, atau pemerintah daerah sendiri pada perjanjian kepala daerah.'),
  parties: z.array(party).min(1).max(6).describe('Penanda tangan menurut urutan penandatanganan.'),
  file: z
    .strictObject({
      sha256: sha256Hex.describe('SHA-256 berkas PDF arsip.'),
      url: z.url().optional().describe('Alamat berkas itu; hanya bila berkasnya dibuka untuk umum.'),
    })
    .describe('Berkas yang ditandatangani; yang berkekuatan bukti adalah berkas itu, bukan catatan ini.'),
};
