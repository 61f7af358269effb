import * as z from 'zod';
import { commonFacts, type NameForm, printedText, signatory } from '../../core/typeset/common-facts.ts';
import wordingFile from './wording.json' with { type: 'json' };

/** Raised with every change of the template that changes a document's bytes. */
export const version = '1';

export const zoneCharterWording = z.strictObject({
  declaration: printedText(1000),
  commitment: printedText(2000),
  /** PermenPAN-RB 90/2021 names six areas of change. */
  areas: z.array(printedText(200)).min(1).max(12),
  declarantRole: printedText(80),
  witnessRole: printedText(80),
  outsideWitnessRole: printedText(80),
});

/** Who comes from outside (Ombudsman, prosecutors, the public). `position` is the full text to print. */
export const outsideWitness = z.strictObject({
  name: printedText(120),
  titlePrefix: printedText(60).optional(),
  titleSuffix: printedText(120).optional(),
  position: printedText(200),
  institution: printedText(200).optional(),
  /** Signs in this file, was only present, or signed on a paper copy. */
  attendance: z.enum(['signs', 'named', 'paper']),
});
export type OutsideWitness = z.infer<typeof outsideWitness>;

/** What stands where a government gives nothing of its own. */
export const defaultWording = zoneCharterWording.parse(wordingFile);
/** What a wording may hold for the facts to fill in. */
export const placeholders: readonly string[] = [];
export const defaultNames: NameForm = { titles: false, rank: false, employeeNumber: 'none' };

export const zoneCharterFacts = z.strictObject({
  ...commonFacts,
  kind: z.literal('piagam-zi'),
  template: z.strictObject({ kind: z.literal('piagam-zi'), version: z.string() }),
  wording: zoneCharterWording,
  head: signatory,
  /** The witness of every charter. */
  regionalHead: signatory,
  /** The nth who signs has the slot `witness-n`. */
  witnesses: z.array(outsideWitness).max(3),
});
