import { createHash } from 'node:crypto';
import { BaseRevision } from './base-revision.ts';
import { stream } from './font/embedded-font.ts';
import { IncrementWriter } from './increment-writer.ts';
import { writeDictionary, writeObject } from './pdf-syntax.ts';
import { entry, type PdfDictionary } from './reader/objects.ts';
import type { PdfFile } from './reader/pdf-file.ts';

/** DER values a later validator needs and could no longer fetch. */
export type ValidationData = {
  readonly certificates: readonly Uint8Array[];
  readonly revocationLists: readonly Uint8Array[];
  readonly ocspResponses?: readonly Uint8Array[];
};

const nothing: PdfDictionary = { kind: 'dictionary', entries: new Map(), start: -1, end: -1 };

/**
 * Appends the document security store of ETSI EN 319 142-1 §5.4.2, or adds to the one which is there; what it holds
 * already is kept and not repeated. Rewrites the catalog alone, and only while it names no store yet.
 */
export function appendValidationData(revision: Uint8Array, data: ValidationData): Uint8Array {
  const base = new BaseRevision(revision);
  const { file } = base;
  const view = file.last;
  const present = view.dictionaryAt(view.catalog, 'DSS') ?? nothing;
  const increment = new IncrementWriter(file, base.hash('sha256'));
  const body = writeDictionary(present, {
    Type: '/DSS',
    Certs: values(increment, file, present, 'Certs', data.certificates),
    CRLs: values(increment, file, present, 'CRLs', data.revocationLists),
    OCSPs: values(increment, file, present, 'OCSPs', data.ocspResponses ?? []),
  });
  const reference = entry(view.catalog, 'DSS');
  if (reference?.kind === 'reference') increment.replace(reference.object, body);
  else {
    const store = increment.add(body);
    increment.replace(view.catalogObject, writeDictionary(view.catalog, { DSS: `${store} 0 R` }));
  }
  const bytes = increment.finish();
  // The strict reader refuses what it cannot explain; a defect must not leave this room.
  base.continuedBy(bytes);
  return bytes;
}

/** The array with the values already there, then a stream for each new one; undefined when it would be empty. */
function values(
  increment: IncrementWriter,
  file: PdfFile,
  store: PdfDictionary,
  key: string,
  wanted: readonly Uint8Array[],
): string | undefined {
  const view = file.last;
  const kept = view.arrayAt(store, key)?.items ?? [];
  const seen = new Set(
    kept.map((item) => {
      const value = view.resolve(item);
      return value.kind === 'stream' ? fingerprint(file.decode(value, view)) : '';
    }),
  );
  const references = kept.map(writeObject);
  for (const value of wanted) {
    const print = fingerprint(value);
    if (seen.has(print)) continue;
    seen.add(print);
    references.push(`${increment.add(stream(value, ''))} 0 R`);
  }
  return references.length === 0 ? undefined : `[${references.join(' ')}]`;
}

function fingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
