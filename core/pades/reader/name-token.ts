import { endsToken, hexDigit } from './characters.ts';
import type { PdfName } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';

/** Few names make up most of every file; each is found by its bytes again, and one string serves all. */
const slots: string[] = new Array(1024).fill('');
const longest = 24;

/** `/…` at `start` (ISO 32000-1 §7.3.5). */
export function readName(bytes: Uint8Array, start: number): PdfName {
  let hash = 0;
  let position = start + 1;
  while (!endsToken(bytes[position])) {
    const byte = bytes[position] ?? 0;
    if (byte === 0x23) return readEscaped(bytes, start);
    hash = (hash * 31 + byte) & 0x3ff;
    position++;
  }
  let value = slots[hash] ?? '';
  if (!stands(value, bytes, start + 1, position)) {
    value = plain(bytes, start + 1, position);
    if (value.length <= longest) slots[hash] = value;
  }
  return { kind: 'name', value, start, end: position };
}

function stands(value: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (value.length !== to - from) return false;
  for (let at = from; at < to; at++) if (value.charCodeAt(at - from) !== bytes[at]) return false;
  return true;
}

function plain(bytes: Uint8Array, from: number, to: number): string {
  let value = '';
  for (let at = from; at < to; at++) value += String.fromCharCode(bytes[at] ?? 0);
  return value;
}

function readEscaped(bytes: Uint8Array, start: number): PdfName {
  let value = '';
  let position = start + 1;
  while (!endsToken(bytes[position])) {
    let byte = bytes[position] ?? 0;
    if (byte === 0x23) {
      const high = hexDigit(bytes[position + 1]);
      const low = hexDigit(bytes[position + 2]);
      byte = high * 16 + low;
      if (high < 0 || low < 0 || byte === 0) throw new PdfMalformed('syntax', position, 'bad # in a name');
      position += 2;
    }
    value += String.fromCharCode(byte);
    position++;
  }
  return { kind: 'name', value, start, end: position };
}
