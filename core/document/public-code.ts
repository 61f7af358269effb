import type { Randomness } from '../ports/randomness.ts';
import { drawCheckedCode, groupInFours, readCheckedCode } from './checked-code.ts';

/**
 * The code printed on a document: 80 random bits, which no guessing through the public door reaches even among
 * millions of documents, and a check character, 17 in all.
 */
const randomCharacters = 16;

export const drawPublicCode = (randomness: Randomness): string =>
  drawCheckedCode(randomness, randomCharacters);

/** `undefined` when what was typed is not a code or its check character is wrong. */
export const readPublicCode = (typed: string): string | undefined => readCheckedCode(typed, randomCharacters);

/** In groups of four, the check character at the end: `ABCD-EFGH-JKMN-PQRS-T`. */
export const groupPublicCode = groupInFours;
