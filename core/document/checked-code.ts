import type { Randomness } from '../ports/randomness.ts';

/**
 * Codes which people copy by hand: random Crockford base32 characters, 5 bits each, and a check character by Luhn's
 * algorithm modulo 32, which catches every single wrong character and nearly every swapped pair.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `characters` random ones and the check character after them. */
export function drawCheckedCode(randomness: Randomness, characters: number): string {
  const body = [...randomness.bytes(characters)].map((byte) => alphabet.charAt(byte & 31)).join('');
  return body + checkCharacter(body);
}

/**
 * Reads what a person typed: any case, with or without separators, I and L for 1, O for 0 (Crockford).
 * `undefined` when it is not a code of that length or its check character is wrong.
 */
export function readCheckedCode(typed: string, characters: number): string | undefined {
  if (typed.length > 64) return undefined;
  const code = typed
    .toUpperCase()
    .replace(/[\s.\-–]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  if (code.length !== characters + 1 || !/^[0-9A-HJKMNP-TV-Z]+$/.test(code)) return undefined;
  return checkCharacter(code.slice(0, characters)) === code.charAt(characters) ? code : undefined;
}

/** In groups of four: `ABCD-EFGH-JKMN`. */
export const groupInFours = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

function checkCharacter(body: string): string {
  let sum = 0;
  [...body].reverse().forEach((character, position) => {
    const value = alphabet.indexOf(character) * (position % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / 32) + (value % 32);
  });
  return alphabet.charAt((32 - (sum % 32)) % 32);
}
