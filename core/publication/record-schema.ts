import * as z from 'zod';
import { documentCode } from '../typeset/common-facts.ts';
import type { DocumentKind } from '../typeset/facts.ts';
import { commonRecord, publicText } from './record-parts.ts';

const integrityPact = z.strictObject({
  kind: z.literal('pakta-integritas').describe('Jenis dokumen.'),
  ...commonRecord,
  opening: publicText.describe('Kalimat pembuka.'),
  points: z.array(publicText).min(1).describe('Butir pernyataan menurut urutannya.'),
});

const rupiah = z.int().nonnegative();

const performanceAgreement = z.strictObject({
  kind: z.literal('perjanjian-kinerja').describe('Jenis dokumen.'),
  ...commonRecord,
  objectives: z
    .array(
      z.strictObject({
        objective: publicText.describe('Sasaran strategis.'),
        indicators: z
          .array(
            z.strictObject({
              indicator: publicText.describe('Indikator kinerja.'),
              target: publicText.describe(
                'Target sebagaimana tercetak; lazimnya teks, misalnya "80,5", "A (85)", atau "WTP".',
              ),
              unit: publicText.describe('Satuan target.'),
            }),
          )
          .min(1)
          .describe('Indikator sasaran ini.'),
      }),
    )
    .min(1)
    .describe('Tabel A: sasaran, indikator, dan target.'),
  programs: z
    .array(
      z.strictObject({
        program: publicText.describe('Nama program.'),
        budget: rupiah.describe('Anggaran dalam rupiah; pada perubahan: sesudah perubahan.'),
        budgetBefore: rupiah
          .optional()
          .describe('Hanya pada perubahan: anggaran sebelum perubahan dalam rupiah, 0 untuk program baru.'),
        note: publicText.optional().describe('Keterangan, misalnya sumber dana.'),
      }),
    )
    .min(1)
    .describe('Tabel B: program dan anggaran.'),
  amendment: z
    .strictObject({
      revision: z.int().min(1).describe('Perubahan ke berapa.'),
      reason: z
        .enum(['mutasi', 'strategi-anggaran', 'prioritas-asumsi'])
        .describe('Alasan perubahan (PermenPAN-RB 53/2014).'),
      explanation: publicText.optional().describe('Penjelasan alasan.'),
      predecessor: z
        .strictObject({
          code: documentCode.describe('Kode perjanjian yang diubah.'),
          link: z.url().describe('Halaman pemeriksaannya.'),
          number: publicText.optional().describe('Nomornya.'),
          printedDate: z.iso.date().describe('Tanggal yang tercetak padanya.'),
        })
        .describe('Perjanjian yang diubah; tetap terbuka untuk umum.'),
    })
    .optional()
    .describe('Hanya pada Perjanjian Kinerja Perubahan.'),
});

const zoneCharter = z.strictObject({
  kind: z.literal('piagam-zi').describe('Jenis dokumen.'),
  ...commonRecord,
  declaration: publicText.describe('Kalimat pencanangan.'),
  commitment: publicText.describe('Kalimat komitmen.'),
  areas: z.array(publicText).min(1).describe('Area perubahan.'),
  otherWitnesses: z
    .array(
      z.strictObject({
        name: publicText.describe('Nama sebagaimana tercetak.'),
        position: publicText.describe('Jabatan.'),
        institution: publicText.optional().describe('Lembaga asal.'),
        attendance: z
          .enum(['named', 'paper'])
          .describe('named = hadir dan disebut; paper = menandatangani salinan kertas.'),
      }),
    )
    .describe('Saksi dari luar yang tidak menandatangani berkas ini.'),
});

/** The version is raised when a reader of an earlier one could misread it; every version's schema stays served. */
export const recordVersion = 1;

export const recordSchemas = {
  'pakta-integritas': integrityPact,
  'perjanjian-kinerja': performanceAgreement,
  'piagam-zi': zoneCharter,
} as const satisfies Readonly<Record<DocumentKind, z.ZodType>>;

/** A complete document as open data. */
export const publishedRecord = z.discriminatedUnion('kind', [
  integrityPact,
  performanceAgreement,
  zoneCharter,
]);
export type PublishedRecord = z.infer<typeof publishedRecord>;
