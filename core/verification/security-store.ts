import { entry, type PdfDictionary, type PdfObject, type PdfStream } from '../pades/reader/objects.ts';
import type { PdfFile } from '../pades/reader/pdf-file.ts';
import { PdfMalformed } from '../pades/reader/pdf-malformed.ts';
import type { PdfView } from '../pades/reader/pdf-view.ts';
import type { EvidencePool } from './evidence-pool.ts';
import { mostEvidence } from './policy.ts';

/** Keys of the store itself, and those of its VRI dictionaries (EN 319 142-1 §5.4.2). */
const keys = { certificates: ['Certs', 'Cert'], lists: ['CRLs', 'CRL'], ocsp: ['OCSPs', 'OCSP'] } as const;

/**
 * The document security store of every revision: each value with the first revision it stands in, since a later
 * document timestamp proves when it existed. What a later revision no longer names has existed all the same.
 * @returns the first revision with a store, or null
 */
export function readSecurityStores(pdf: PdfFile, pool: EvidencePool): number | null {
  const seen = new Set<PdfStream>();
  let first: number | null = null;
  for (const { index } of pdf.revisions) {
    const view = pdf.at(index);
    try {
      const store = view.dictionaryAt(view.catalog, 'DSS');
      if (store === undefined) continue;
      first ??= index;
      const perSignature = view.dictionaryAt(store, 'VRI');
      const stores = [store, ...dictionariesIn(view, perSignature)];
      let items = 0;
      for (const dictionary of stores) {
        items += itemsIn(view, dictionary) + 1;
        if (items > mostEvidence.storeItems) {
          pool.exceed(`more than ${mostEvidence.storeItems} entries in the DSS of revision ${index}`);
          break;
        }
        readStore(pdf, view, dictionary, seen, pool);
      }
    } catch (error) {
      if (!(error instanceof PdfMalformed)) throw error;
      pool.note(`DSS of revision ${index}: ${error.message}`);
    }
  }
  return first;
}

function dictionariesIn(view: PdfView, dictionary: PdfDictionary | undefined): PdfDictionary[] {
  return [...(dictionary?.entries.values() ?? [])]
    .map((value) => view.resolve(value))
    .filter((value) => value.kind === 'dictionary');
}

function readStore(
  pdf: PdfFile,
  view: PdfView,
  store: PdfDictionary,
  seen: Set<PdfStream>,
  pool: EvidencePool,
): void {
  const { index } = view.revision;
  const values = (names: readonly string[]): Uint8Array[] =>
    names
      .flatMap((name) => itemsOf(view, entry(store, name)))
      .flatMap((item) => {
        const value = view.resolve(item);
        if (value.kind !== 'stream' || seen.has(value)) return [];
        seen.add(value);
        return decoded(pdf, view, value, pool);
      });
  for (const der of values(keys.certificates)) pool.readCertificate(der, 'dss', index);
  const lists = values(keys.lists);
  pool.readRevocation({ lists, ocspResponses: values(keys.ocsp) }, 'dss', index);
}

function itemsIn(view: PdfView, store: PdfDictionary): number {
  const lists = Object.values(keys)
    .flat()
    .map((name) => itemsOf(view, entry(store, name)).length);
  return lists.reduce((sum, length) => sum + length, 0);
}

function itemsOf(view: PdfView, value: PdfObject | undefined): readonly PdfObject[] {
  const array = view.resolve(value);
  return array.kind === 'array' ? array.items : [];
}

function decoded(pdf: PdfFile, view: PdfView, stream: PdfStream, pool: EvidencePool): Uint8Array[] {
  try {
    return [pdf.decode(stream, view)];
  } catch (error) {
    if (!(error instanceof PdfMalformed)) throw error;
    pool.note(`DSS stream of revision ${view.revision.index}: ${error.message}`);
    return [];
  }
}
