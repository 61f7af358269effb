import { count, entry, isName, type PdfDictionary } from '../../pades/reader/objects.ts';
import type { PdfFile } from '../../pades/reader/pdf-file.ts';
import type { PdfView } from '../../pades/reader/pdf-view.ts';
import { decodeTextString } from '../../pades/reader/text-string.ts';
import type { LocatedSignature } from '../located-signature.ts';

/** What the signatures so far allow (ISO 32000-1 §12.8.2). */
export interface Permissions {
  /** /P of the certification signature: 1 no changes, 2 signing, 3 also annotations; null when not certified. */
  readonly certified: number | null;
  isLocked(fieldName: string): boolean;
}

/** An unreadable certification counts as the strictest one. */
export function permissionsOf(pdf: PdfFile, signatures: readonly LocatedSignature[]): Permissions {
  let certified: number | null = null;
  const locks: ((name: string) => boolean)[] = [];
  for (const { dictionary, revision } of signatures) {
    const view = pdf.at(revision);
    for (const item of view.arrayAt(dictionary, 'Reference')?.items ?? []) {
      const reference = view.resolve(item);
      if (reference.kind !== 'dictionary') continue;
      const method = view.resolve(entry(reference, 'TransformMethod'));
      const parameters = view.dictionaryAt(reference, 'TransformParams');
      if (isName(method, 'DocMDP')) {
        const stated = parameters && view.resolve(entry(parameters, 'P'));
        const number = stated === undefined || stated.kind === 'null' ? 2 : count(stated);
        const level = number === 2 || number === 3 ? number : 1;
        certified = Math.min(certified ?? 3, level);
      }
      if (isName(method, 'FieldMDP') && parameters) locks.push(lockOf(view, parameters));
    }
  }
  return { certified, isLocked: (name) => locks.some((lock) => lock(name)) };
}

function lockOf(view: PdfView, parameters: PdfDictionary): (name: string) => boolean {
  const names = (view.arrayAt(parameters, 'Fields')?.items ?? []).flatMap((item) => {
    const name = view.resolve(item);
    return name.kind === 'string' ? [decodeTextString(name.bytes)] : [];
  });
  const named = (name: string) => names.some((field) => name === field || name.startsWith(`${field}.`));
  const action = view.resolve(entry(parameters, 'Action'));
  if (isName(action, 'Include')) return named;
  if (isName(action, 'Exclude')) return (name) => !named(name);
  return () => true;
}
