import { count, entry, isName, type PdfArray, type PdfDictionary } from '../../pades/reader/objects.ts';
import type { PdfFile } from '../../pades/reader/pdf-file.ts';
import type { PdfView } from '../../pades/reader/pdf-view.ts';
import { decodeTextString } from '../../pades/reader/text-string.ts';
import type { LocatedSignature } from '../located-signature.ts';

/** What the signatures so far allow (ISO 32000-1 §12.8.2). */
export interface Permissions {
  /** The least /P of certification and locks: 1 no changes, 2 signing, 3 also annotations; null where none is set. */
  readonly certified: number | null;
  isLocked(fieldName: string): boolean;
}

export interface TransformReference {
  readonly method: string | null;
  readonly parameters: PdfDictionary | undefined;
}

/** The signature references of a signature dictionary (ISO 32000-1 table 253). */
export function referencesOf(view: PdfView, signature: PdfDictionary): TransformReference[] {
  return (view.arrayAt(signature, 'Reference')?.items ?? []).flatMap((item) => {
    const reference = view.resolve(item);
    if (reference.kind !== 'dictionary') return [];
    const method = view.resolve(entry(reference, 'TransformMethod'));
    const parameters = view.dictionaryAt(reference, 'TransformParams');
    return [{ method: method.kind === 'name' ? method.value : null, parameters }];
  });
}

/**
 * An unreadable certification counts as the strictest one. What a field's /Lock asks for holds once the field is
 * signed (ISO 32000-2 table 236), whether or not its signer wrote the FieldMDP which should say the same.
 */
export function permissionsOf(pdf: PdfFile, signatures: readonly LocatedSignature[]): Permissions {
  const levels: number[] = [];
  const locks: ((name: string) => boolean)[] = [];
  const lockBy = (view: PdfView, parameters: PdfDictionary) => {
    locks.push(lockOf(view, parameters));
    const level = levelOf(view, parameters);
    if (level !== null) levels.push(level);
  };
  for (const { dictionary, field, revision } of signatures) {
    const view = pdf.at(revision);
    for (const { method, parameters } of referencesOf(view, dictionary)) {
      if (method === 'DocMDP') levels.push(levelOf(view, parameters) ?? 2);
      // Acrobat writes a lock's /P there, though no table of the standard has it.
      if (method === 'FieldMDP' && parameters) lockBy(view, parameters);
    }
    const lock = view.dictionaryAt(field.dictionary, 'Lock');
    if (lock) lockBy(view, lock);
  }
  const certified = levels.length > 0 ? levels.reduce((a, b) => Math.min(a, b)) : null;
  return { certified, isLocked: (name) => locks.some((lock) => lock(name)) };
}

/** /P: 1, 2 or 3, and 1 for everything else; null where it is absent. */
function levelOf(view: PdfView, parameters: PdfDictionary | undefined): number | null {
  const stated = parameters && view.resolve(entry(parameters, 'P'));
  if (stated === undefined || stated.kind === 'null') return null;
  const number = count(stated);
  return number === 2 || number === 3 ? number : 1;
}

function lockOf(view: PdfView, parameters: PdfDictionary): (name: string) => boolean {
  const fields = view.arrayAt(parameters, 'Fields');
  const names = fields && namesIn(fields);
  // Who cannot tell which fields were meant lets none be filled.
  if (names === null) return () => true;
  const named = (name: string) => {
    for (let end = name.length; end >= 0; end = end === 0 ? -1 : name.lastIndexOf('.', end - 1)) {
      if (names?.has(name.slice(0, end))) return true;
    }
    return false;
  };
  const action = view.resolve(entry(parameters, 'Action'));
  if (isName(action, 'Include')) return named;
  if (isName(action, 'Exclude')) return (name) => !named(name);
  return () => true;
}

/** Thousands of signatures may share one list, and each is asked for again by every later revision. */
const read = new WeakMap<PdfArray, ReadonlySet<string> | null>();

/** null: not all of them are texts which stand there. */
function namesIn(fields: PdfArray): ReadonlySet<string> | null {
  const known = read.get(fields);
  if (known !== undefined) return known;
  const texts = fields.items.flatMap((item) =>
    item.kind === 'string' ? [decodeTextString(item.bytes)] : [],
  );
  const names = texts.length === fields.items.length ? new Set(texts) : null;
  read.set(fields, names);
  return names;
}
