import * as z from 'zod';
import {
  commonFacts,
  type NameForm,
  printedText,
  signatory,
  templateOf,
} from '../../core/typeset/common-facts.ts';
import wordingFile from './wording.json' with { type: 'json' };

/** Raised with every change of the template that changes a document's bytes. */
export const version = '1';

export const zoneCharterWording = z.strictObject({
  declaration: printedText(1000).describe('Kalimat pencanangan di atas nama instansi.'),
  commitment: printedText(2000).describe('Kalimat komitmen di bawah nama instansi.'),
  /** PermenPAN-RB 90/2021 names six areas of change. */
  areas: z.array(printedText(200)).min(1).max(12).describe('Area perubahan menurut urutannya.'),
  declarantRole: printedText(80).describe('Peran di atas tanda tangan pencanang.'),
  witnessRole: printedText(80).describe('Peran di atas tanda tangan kepala daerah.'),
  outsideWitnessRole: printedText(80).describe('Peran di atas nama saksi dari luar.'),
});

/** Who comes from outside (Ombudsman, prosecutors, the public). `position` is the full text to print. */
export const outsideWitness = z.strictObject({
  name: printedText(120).describe('Nama tanpa gelar.'),
  titlePrefix: printedText(60).optional().describe('Gelar di depan nama.'),
  titleSuffix: printedText(120).optional().describe('Gelar di belakang nama.'),
  position: printedText(200).describe('Jabatan seperti yang dicetak.'),
  institution: printedText(200).optional().describe('Lembaga asal saksi.'),
  /** Signs in this file, was only present, or signed on a paper copy. */
  attendance: z
    .enum(['signs', 'named', 'paper'])
    .describe('Menandatangani berkas ini, hadir saja, atau menandatangani salinan kertas.'),
});
export type OutsideWitness = z.infer<typeof outsideWitness>;

/** What stands where a government gives nothing of its own. */
export const defaultWording = zoneCharterWording.parse(wordingFile);
/** What a wording may hold for the facts to fill in. */
export const placeholders: readonly string[] = [];
export const defaultNames: NameForm = { titles: false, rank: false, employeeNumber: 'none' };

export const zoneCharterFacts = z.strictObject({
  ...commonFacts,
  kind: z.literal('piagam-zi').describe('Jenis dokumen.'),
  template: templateOf('piagam-zi'),
  wording: zoneCharterWording.describe('Kata-kata piagam.'),
  head: signatory.describe('Kepala perangkat daerah yang mencanangkan.'),
  /** The witness of every charter. */
  regionalHead: signatory.describe('Kepala daerah, saksi setiap piagam.'),
  /** The nth who signs has the slot `witness-n`. */
  witnesses: z
    .array(outsideWitness)
    .max(3)
    .describe('Saksi dari luar; yang ke-n di antara penanda tangan memakai tempat witness-n.'),
});
