import * as z from 'zod';
import { commonFacts } from '../../core/typeset/common-facts.ts';

/** Raised with every change of the template that changes a document's bytes. */
export const version = '1';

export const integrityPactFacts = z.strictObject({
  ...commonFacts,
  kind: z.literal('pakta-integritas'),
  template: z.strictObject({ kind: z.literal('pakta-integritas'), version: z.string() }),
});
