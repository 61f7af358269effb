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

/** Only `points` are filled in; elsewhere the placeholder would be printed as it is. */
const fixedText = (max: number) =>
  printedText(max).regex(/^(?!.*\{instansi\})/, 'expected it in `points` only');

export const integrityPactWording = z.strictObject({
  opening: fixedText(1000).describe('Kalimat sesudah nama dan jabatan pembuat pernyataan.'),
  /** In this order; "{instansi}" becomes the agency's full name. */
  points: z
    .array(printedText(2000))
    .min(1)
    .max(30)
    .describe('Butir pernyataan menurut urutannya; {instansi} diganti nama instansi.'),
  declarantRole: fixedText(80).describe('Peran di atas tanda tangan pembuat pernyataan.'),
  witnessRole: fixedText(80).describe('Peran di atas tanda tangan saksi.'),
});

/** What stands where a government gives nothing of its own. */
export const defaultWording = integrityPactWording.parse(wordingFile);
/** What a wording may hold for the facts to fill in. */
export const placeholders: readonly string[] = ['{instansi}'];
export const defaultNames: NameForm = { titles: true, rank: true, employeeNumber: 'full' };

export const integrityPactFacts = z.strictObject({
  ...commonFacts,
  kind: z.literal('pakta-integritas').describe('Jenis dokumen.'),
  template: templateOf('pakta-integritas'),
  wording: integrityPactWording.describe('Kata-kata pakta.'),
  head: signatory.describe('Pembuat pernyataan.'),
  /** The witness; absent in a pact without one. */
  regionalHead: signatory
    .optional()
    .describe('Kepala daerah sebagai saksi; tidak ada pada pakta tanpa saksi.'),
});
