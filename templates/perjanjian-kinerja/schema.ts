import * as z from 'zod';
import {
  commonFacts,
  documentCode,
  type NameForm,
  printedText,
  signatory,
} from '../../core/typeset/common-facts.ts';
import wordingFile from './wording.json' with { type: 'json' };

/** Raised with every change of the template that changes a document's bytes. */
export const version = '1';

/** Targets are free text by practice: "75", "80,5", "A (85)", "WTP"; the unit stands apart. */
const indicator = z.strictObject({
  indicator: printedText(400),
  target: printedText(60),
  unit: printedText(60),
});
export type Indicator = z.infer<typeof indicator>;

const objective = z.strictObject({
  objective: printedText(400),
  indicators: z.array(indicator).min(1).max(200),
});
export type Objective = z.infer<typeof objective>;

/** Budgets are whole rupiah; `note` names the source of funds (APBD, DAK, DBH …). */
const program = z.strictObject({
  program: printedText(400),
  budget: z.int().nonnegative(),
  /** Only in an amendment, and there in each programme: 0 for one which is new. */
  budgetBefore: z.int().nonnegative().optional(),
  note: printedText(120).optional(),
});
export type Program = z.infer<typeof program>;

/** Perjanjian Kinerja Perubahan: why (PermenPAN-RB 53/2014), and of which agreement. */
export const amendment = z.strictObject({
  /** 1 for the first amendment of a year's agreement. */
  revision: z.int().min(1).max(99),
  reason: z.enum(['mutasi', 'strategi-anggaran', 'prioritas-asumsi']),
  explanation: printedText(400).optional(),
  predecessor: z.strictObject({
    code: documentCode,
    number: printedText(80).optional(),
    date: z.iso.date(),
  }),
});

export type Amendment = z.infer<typeof amendment>;

/** Only `amendment` is filled in; elsewhere its placeholders would be printed as they are. */
const fixedText = (max: number) =>
  printedText(max).regex(/^(?!.*\{(?:urutan|pendahulu|alasan)\})/, 'expected it in `amendment` only');

export const performanceAgreementWording = z.strictObject({
  opening: fixedText(1000),
  first: fixedText(200),
  second: fixedText(200),
  promise: fixedText(2000),
  supervision: fixedText(2000),
  annex: fixedText(2000),
  firstRole: fixedText(80),
  secondRole: fixedText(80),
  /** The regional head's own agreement has one party. */
  openingAlone: fixedText(1000),
  promiseAlone: fixedText(2000),
  annexAlone: fixedText(2000),
  /** "{urutan}" becomes "pertama", "kedua" …; "{pendahulu}" number, date and code of the one before. */
  amendment: printedText(2000).refine(
    (text) => ['{urutan}', '{pendahulu}', '{alasan}'].every((mark) => text.includes(mark)),
    'expected {urutan}, {pendahulu} and {alasan}',
  ),
  reasons: z.strictObject({
    mutasi: fixedText(400),
    'strategi-anggaran': fixedText(400),
    'prioritas-asumsi': fixedText(400),
  }),
});

/** What stands where a government gives nothing of its own. */
export const defaultWording = performanceAgreementWording.parse(wordingFile);
/** What a wording may hold for the facts to fill in. */
export const placeholders: readonly string[] = ['{urutan}', '{pendahulu}', '{alasan}'];
export const defaultNames: NameForm = { titles: true, rank: true, employeeNumber: 'full' };

export const performanceAgreementFacts = z.strictObject({
  ...commonFacts,
  kind: z.literal('perjanjian-kinerja'),
  template: z.strictObject({ kind: z.literal('perjanjian-kinerja'), version: z.string() }),
  wording: performanceAgreementWording,
  /** Pihak Pertama; absent in the regional head's own agreement, whose unit is the government itself. */
  head: signatory.optional(),
  /** Pihak Kedua, or alone. */
  regionalHead: signatory,
  objectives: z.array(objective).min(1).max(100),
  programs: z.array(program).min(1).max(300),
  amendment: amendment.optional(),
});
