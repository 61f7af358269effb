import * as z from 'zod';
import { commonFacts } from '../../core/typeset/common-facts.ts';

/** Raised with every change of the template that changes a document's bytes. */
export const version = '1';

export const zoneCharterFacts = z.strictObject({
  ...commonFacts,
  kind: z.literal('piagam-zi'),
  template: z.strictObject({ kind: z.literal('piagam-zi'), version: z.string() }),
});
