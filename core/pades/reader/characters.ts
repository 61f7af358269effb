/** ISO 32000-1 §7.2.2: NUL, TAB, LF, FF, CR, SPACE. */
export function isWhitespace(byte: number | undefined): boolean {
  return byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
}

const delimiters = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));

export function isDelimiter(byte: number | undefined): boolean {
  return byte !== undefined && delimiters.has(byte);
}

/** Ends a token: whitespace, a delimiter or the end of the bytes. */
export function endsToken(byte: number | undefined): boolean {
  return byte === undefined || isWhitespace(byte) || isDelimiter(byte);
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** The value of a hexadecimal digit, or -1. */
export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

/** Length of the end-of-line marker at the position: CR LF, LF or CR; 0 when there is none. */
export function endOfLine(bytes: Uint8Array, position: number): number {
  if (bytes[position] === 13) return bytes[position + 1] === 10 ? 2 : 1;
  return bytes[position] === 10 ? 1 : 0;
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export function matches(bytes: Uint8Array, position: number, text: string): boolean {
  if (position < 0 || position + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[position + i] !== text.charCodeAt(i)) return false;
  return true;
}
