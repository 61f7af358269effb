import * as z from 'zod';
import { commonFacts, printedText } from '../../core/typeset/common-facts.ts';

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

/** `budget` is whole rupiah; `note` names the source of funds (APBD, DAK, DBH …). */
const program = z.strictObject({
  program: printedText(400),
  budget: z.int().nonnegative(),
  note: printedText(120).optional(),
});
export type Program = z.infer<typeof program>;

export const performanceAgreementFacts = z.strictObject({
  ...commonFacts,
  kind: z.literal('perjanjian-kinerja'),
  template: z.strictObject({ kind: z.literal('perjanjian-kinerja'), version: z.string() }),
  objectives: z.array(objective).min(1).max(100),
  programs: z.array(program).min(1).max(300),
});
