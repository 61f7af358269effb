import * as z from 'zod';
import { normalizeText } from './text.ts';

/** A text of the government file which documents print: normalised, not empty, at most `cap` characters. */
export const printed = (cap: number) => z.string().transform(normalizeText).pipe(z.string().min(1).max(cap));
