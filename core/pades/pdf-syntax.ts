import type { PdfDictionary, PdfObject } from './reader/objects.ts';

/** Writing of PDF objects. Everything is Latin-1 text: one character is one byte. */

/** An object read by the strict reader, written again with the same meaning. Streams are never rewritten. */
export function writeObject(object: PdfObject): string {
  switch (object.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(object.value);
    case 'number':
      return writeNumber(object.value, object.integer);
    case 'name':
      return writeName(object.value);
    case 'string':
      return writeHex(object.bytes);
    case 'array':
      return `[${object.items.map(writeObject).join(' ')}]`;
    case 'dictionary':
      return writeDictionary(object, {});
    case 'reference':
      return `${object.object} ${object.generation} R`;
    case 'stream':
      throw new Error('expected an object which an increment may rewrite, got a stream');
  }
}

/** The dictionary with some entries replaced or added; `undefined` leaves an entry out. Values are PDF text. */
export function writeDictionary(
  dictionary: PdfDictionary,
  changes: { readonly [key: string]: string | undefined },
): string {
  const entries = [...dictionary.entries]
    .filter(([key]) => !Object.hasOwn(changes, key))
    .map(([key, value]) => `${writeName(key)} ${writeObject(value)}`);
  for (const [key, value] of Object.entries(changes)) {
    if (value !== undefined) entries.push(`${writeName(key)} ${value}`);
  }
  return `<<${entries.join('\n')}>>`;
}

/** `value` one character per byte, without the slash (ISO 32000-1 §7.3.5). */
export function writeName(value: string): string {
  return `/${value.replace(/[^A-Za-z0-9_.+-]/g, (character) => {
    return `#${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
  })}`;
}

export function writeHex(bytes: Uint8Array): string {
  return `<${Buffer.from(bytes).toString('hex').toUpperCase()}>`;
}

/** A text string in UTF-16BE with its mark (ISO 32000-1 §7.9.2.2): any character, no escaping to get wrong. */
export function writeText(text: string): string {
  const units = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  return writeHex(units);
}

/** A date in UTC to the second (ISO 32000-1 §7.9.4). */
export function writeDate(date: Date): string {
  const digits = date
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:T]/g, '');
  return `(D:${digits}Z)`;
}

/** Never an exponent, which PDF does not know. A real stays a real: Acrobat compares types of rewritten numbers. */
export function writeNumber(value: number, integer = Number.isInteger(value)): string {
  if (integer) return value.toFixed(0);
  const text = value.toFixed(5).replace(/0+$/, '');
  return text.endsWith('.') ? `${text}0` : text;
}

/** One entry in use: exactly 20 bytes (ISO 32000-1 §7.5.4, ISO 19005-2 §6.1.4). */
export function writeXrefEntry(offset: number, generation: number): string {
  if (offset > 9_999_999_999) throw new OffsetTooLarge(offset);
  return `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n\r\n`;
}

/** A cross-reference table has ten digits for an offset; a file beyond them needs a cross-reference stream. */
export class OffsetTooLarge extends Error {
  override readonly name = 'OffsetTooLarge';
  readonly code = 'offset-too-large';
  constructor(offset: number) {
    super(`expected an object within the first 9,999,999,999 bytes of the file, got offset ${offset}`);
  }
}
