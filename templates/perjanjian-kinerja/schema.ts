import * as z from 'zod';
import {
  commonFacts,
  documentCode,
  type NameForm,
  printedText,
  signatory,
  templateOf,
} from '../../core/typeset/common-facts.ts';
import wordingFile from './wording.json' with { type: 'json' };

/** Raised with every change of the template that changes a document's bytes. */
export const version = '1';

/** Targets are free text by practice: "75", "80,5", "A (85)", "WTP"; the unit stands apart. */
const indicator = z.strictObject({
  indicator: printedText(400).describe('Indikator kinerja.'),
  target: printedText(60).describe('Target sebagai teks, misalnya "75", "A (85)", "WTP".'),
  unit: printedText(60).describe('Satuan target.'),
});
export type Indicator = z.infer<typeof indicator>;

const objective = z.strictObject({
  objective: printedText(400).describe('Sasaran strategis.'),
  indicators: z.array(indicator).min(1).max(200).describe('Indikator sasaran ini.'),
});
export type Objective = z.infer<typeof objective>;

/** Budgets are whole rupiah; `note` names the source of funds (APBD, DAK, DBH …). */
const program = z.strictObject({
  program: printedText(400).describe('Nama program.'),
  budget: z.int().nonnegative().describe('Anggaran dalam rupiah bulat.'),
  /** Only in an amendment, and there in each programme: 0 for one which is new. */
  budgetBefore: z
    .int()
    .nonnegative()
    .optional()
    .describe('Anggaran sebelum perubahan; hanya pada perjanjian perubahan, 0 untuk program baru.'),
  note: printedText(120).optional().describe('Sumber dana, misalnya "APBD" atau "DAK".'),
});
export type Program = z.infer<typeof program>;

/** Perjanjian Kinerja Perubahan: why (PermenPAN-RB 53/2014), and of which agreement. */
export const amendment = z.strictObject({
  /** 1 for the first amendment of a year's agreement. */
  revision: z.int().min(1).max(99).describe('Perubahan keberapa dalam tahun ini.'),
  reason: z
    .enum(['mutasi', 'strategi-anggaran', 'prioritas-asumsi'])
    .describe('Alasan perubahan menurut PermenPAN-RB 53/2014.'),
  explanation: printedText(400).optional().describe('Penjelasan alasan.'),
  predecessor: z
    .strictObject({
      code: documentCode.describe('Kode perjanjian yang diubah.'),
      number: printedText(80).optional().describe('Nomor perjanjian yang diubah.'),
      date: z.iso.date().describe('Tanggal perjanjian yang diubah.'),
    })
    .describe('Perjanjian yang diubah.'),
});

export type Amendment = z.infer<typeof amendment>;

/** Only `amendment` is filled in; elsewhere its placeholders would be printed as they are. */
const fixedText = (max: number) =>
  printedText(max).regex(/^(?!.*\{(?:urutan|pendahulu|alasan)\})/, 'expected it in `amendment` only');

export const performanceAgreementWording = z.strictObject({
  opening: fixedText(1000).describe('Kalimat pembuka dengan dua pihak.'),
  first: fixedText(200).describe('Kata-kata di depan sebutan pihak pertama.'),
  second: fixedText(200).describe('Kata-kata di depan sebutan pihak kedua.'),
  promise: fixedText(2000).describe('Janji pihak pertama.'),
  supervision: fixedText(2000).describe('Kewajiban pihak kedua.'),
  annex: fixedText(2000).describe('Kalimat di bawah lampiran.'),
  firstRole: fixedText(80).describe('Sebutan pihak pertama.'),
  secondRole: fixedText(80).describe('Sebutan pihak kedua.'),
  /** The regional head's own agreement has one party. */
  openingAlone: fixedText(1000).describe('Kalimat pembuka perjanjian kepala daerah sendiri.'),
  promiseAlone: fixedText(2000).describe('Janji kepala daerah sendiri.'),
  annexAlone: fixedText(2000).describe('Kalimat di bawah lampiran perjanjian kepala daerah sendiri.'),
  /** "{urutan}" becomes "pertama", "kedua" …; "{pendahulu}" number, date and code of the one before. */
  amendment: printedText(2000)
    .refine(
      (text) => ['{urutan}', '{pendahulu}', '{alasan}'].every((mark) => text.includes(mark)),
      'expected {urutan}, {pendahulu} and {alasan}',
    )
    .describe('Kalimat perubahan; {urutan}, {pendahulu}, dan {alasan} diisi dari data.'),
  reasons: z
    .strictObject({
      mutasi: fixedText(400).describe('Penggantian pejabat.'),
      'strategi-anggaran': fixedText(400).describe('Perubahan strategi yang memengaruhi anggaran.'),
      'prioritas-asumsi': fixedText(400).describe('Perubahan prioritas atau asumsi.'),
    })
    .describe('Alasan perubahan dalam kalimat.'),
});

/** What stands where a government gives nothing of its own. */
export const defaultWording = performanceAgreementWording.parse(wordingFile);
/** What a wording may hold for the facts to fill in. */
export const placeholders: readonly string[] = ['{urutan}', '{pendahulu}', '{alasan}'];
export const defaultNames: NameForm = { titles: true, rank: true, employeeNumber: 'full' };

export const performanceAgreementFacts = z.strictObject({
  ...commonFacts,
  kind: z.literal('perjanjian-kinerja').describe('Jenis dokumen.'),
  template: templateOf('perjanjian-kinerja'),
  wording: performanceAgreementWording.describe('Kata-kata perjanjian.'),
  /** Pihak Pertama; absent in the regional head's own agreement, whose unit is the government itself. */
  head: signatory.optional().describe('Pihak pertama; tidak ada pada perjanjian kepala daerah sendiri.'),
  /** Pihak Kedua, or alone. */
  regionalHead: signatory.describe('Pihak kedua, atau satu-satunya pihak.'),
  objectives: z.array(objective).min(1).max(100).describe('Sasaran dengan indikator dan target.'),
  programs: z.array(program).min(1).max(300).describe('Program dengan anggaran.'),
  amendment: amendment.optional().describe('Hanya pada perjanjian kinerja perubahan.'),
});
