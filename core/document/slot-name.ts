import * as z from 'zod';

/** In signing order; `initialling` (paraf) only where the government has it. */
export const slotName = z.enum(['head', 'initialling', 'regional-head']);
export type SlotName = z.infer<typeof slotName>;

/** The slots of a document, with or without somebody who initials. */
export const slotNames = (initialled: boolean): readonly SlotName[] =>
  slotName.options.filter((name) => initialled || name !== 'initialling');
