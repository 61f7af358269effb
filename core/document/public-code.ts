import type { Randomness } from '../ports/randomness.ts';

/**
 * The code printed on a document: 16 random Crockford base32 characters (80 bits; `infrastructure.md` §5
 * expects 2e-8 hits a year against 8.6 M documents) and a check character by Luhn's algorithm modulo 32,
 * which catches every single wrong character and nearly every swapped pair.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function drawPublicCode(randomness: Randomness): string {
  const body = [...randomness.bytes(16)].map((byte) => alphabet.charAt(byte & 31)).join('');
  return body + checkCharacter(body);
}

/**
 * Reads what a person typed: any case, with or without separators, I and L for 1, O for 0 (Crockford).
 * `undefined` when it is not a code or its check character is wrong.
 */
export function readPublicCode(typed: string): string | undefined {
  if (typed.length > 64) return undefined;
  const code = typed
    .toUpperCase()
    .replace(/[\s.\-–]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  if (!/^[0-9A-HJKMNP-TV-Z]{17}$/.test(code)) return undefined;
  return checkCharacter(code.slice(0, 16)) === code.charAt(16) ? code : undefined;
}

/** In groups of four, the check character at the end: `ABCD-EFGH-JKMN-PQRS-T`. */
export const groupPublicCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

function checkCharacter(body: string): string {
  let sum = 0;
  [...body].reverse().forEach((character, position) => {
    const value = alphabet.indexOf(character) * (position % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / 32) + (value % 32);
  });
  return alphabet.charAt((32 - (sum % 32)) % 32);
}
