/** A byte range [start, end) in the file, or in the decoded object stream for compressed objects. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface PdfNull extends Span {
  readonly kind: 'null';
}
export interface PdfBoolean extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface PdfNumber extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** Written without a decimal point: `2.0` is not an integer, as other readers hold. */
  readonly integer: boolean;
}
export interface PdfName extends Span {
  readonly kind: 'name';
  /** One character per byte, #xx decoded, without the slash. */
  readonly value: string;
}
export interface PdfString extends Span {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly hex: boolean;
}
export interface PdfArray extends Span {
  readonly kind: 'array';
  readonly items: readonly PdfObject[];
}
export interface PdfDictionary extends Span {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfObject>;
}
export interface PdfStream extends Span {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  /** Encoded bytes as they stand in the file. */
  readonly raw: Uint8Array;
}
export interface PdfReference extends Span {
  readonly kind: 'reference';
  readonly object: number;
  readonly generation: number;
}

export type PdfObject =
  | PdfNull
  | PdfBoolean
  | PdfNumber
  | PdfName
  | PdfString
  | PdfArray
  | PdfDictionary
  | PdfStream
  | PdfReference;

/** `12 0 obj … endobj`, or one object of an object stream. */
export interface IndirectObject extends Span {
  readonly object: number;
  readonly generation: number;
  readonly value: PdfObject;
  /** The object stream which holds it; its spans then count in that decoded stream. */
  readonly container: number | null;
}

/** The entry of a dictionary; null values are absent ones (ISO 32000-1 §7.3.7). */
export function entry(dictionary: PdfDictionary, key: string): PdfObject | undefined {
  const value = dictionary.entries.get(key);
  return value?.kind === 'null' ? undefined : value;
}

export function isName(object: PdfObject | undefined, value: string): boolean {
  return object?.kind === 'name' && object.value === value;
}

/** A non-negative integer, or undefined. */
export function count(object: PdfObject | undefined): number | undefined {
  return object?.kind === 'number' && object.integer && object.value >= 0 ? object.value : undefined;
}
