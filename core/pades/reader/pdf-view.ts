import type { IndirectObject, PdfArray, PdfDictionary, PdfObject } from './objects.ts';
import type { Revision } from './revision.ts';
import type { XrefEntry } from './xref-section.ts';

/** An entry in use, and the index of the revision whose section holds it. */
export interface PlacedEntry {
  readonly entry: Exclude<XrefEntry, { readonly kind: 'free' }>;
  readonly revision: number;
}

/** The document as it stood after one revision: later revisions do not exist in it. */
export interface PdfView {
  readonly revision: Revision;
  readonly trailer: PdfDictionary;
  /** The document catalogue; refused when missing. */
  readonly catalog: PdfDictionary;
  readonly catalogObject: number;
  /** Numbers of all objects in use. */
  objectNumbers(): readonly number[];
  /** Where the object stands, or undefined when it is free or unknown. */
  entry(object: number): PlacedEntry | undefined;
  /** The indirect object, or undefined when it is free or unknown (it then counts as null, §7.3.10). */
  object(object: number): IndirectObject | undefined;
  /** Follows references to a direct object; undefined and unknown objects become null. */
  resolve(object: PdfObject | undefined): PdfObject;
  /** Resolved value of a key when it is a dictionary; undefined when absent; refused when of another type. */
  dictionaryAt(dictionary: PdfDictionary, key: string): PdfDictionary | undefined;
  arrayAt(dictionary: PdfDictionary, key: string): PdfArray | undefined;
}
