import * as z from 'zod';

/**
 * In signing order: the head, outside witnesses who sign themselves, who initials (paraf), the regional head last.
 * Which of them a document has is decided by its facts.
 */
export const slotName = z.enum([
  'head',
  'witness-1',
  'witness-2',
  'witness-3',
  'initialling',
  'regional-head',
]);
export type SlotName = z.infer<typeof slotName>;
