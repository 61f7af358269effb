const whitespace = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) whitespace[byte] = 1;

/** ISO 32000-1 §7.2.2: NUL, TAB, LF, FF, CR, SPACE. */
export function isWhitespace(byte: number | undefined): boolean {
  return byte !== undefined && whitespace[byte] === 1;
}

const tokenEnds = Uint8Array.from(whitespace);
for (const character of '()<>[]{}/%') tokenEnds[character.charCodeAt(0)] = 1;

/** Ends a token: whitespace, a delimiter or the end of the bytes. */
export function endsToken(byte: number | undefined): boolean {
  return byte === undefined || tokenEnds[byte] === 1;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** The value of a hexadecimal digit by its byte, else -1. */
export const hexDigits = new Int8Array(256).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  hexDigits[digit.charCodeAt(0)] = value;
  hexDigits[digit.toUpperCase().charCodeAt(0)] = value;
}

/** The value of a hexadecimal digit, or -1. */
export function hexDigit(byte: number | undefined): number {
  return byte === undefined ? -1 : (hexDigits[byte] ?? -1);
}

/** Length of the end-of-line marker at the position: CR LF, LF or CR; 0 when there is none. */
export function endOfLine(bytes: Uint8Array, position: number): number {
  if (bytes[position] === 13) return bytes[position + 1] === 10 ? 2 : 1;
  return bytes[position] === 10 ? 1 : 0;
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 4096) {
    text += Reflect.apply(String.fromCharCode, null, bytes.subarray(from, from + 4096));
  }
  return text;
}

export function matches(bytes: Uint8Array, position: number, text: string): boolean {
  if (position < 0 || position + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[position + i] !== text.charCodeAt(i)) return false;
  return true;
}
