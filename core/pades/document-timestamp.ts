import { requireImprint } from '../pki/timestamp.ts';
import type { Timestamper } from '../ports/timestamper.ts';
import { BaseRevision } from './base-revision.ts';
import { inspectAppended } from './complete.ts';
import { IncrementWriter } from './increment-writer.ts';
import { writeDictionary, writeObject, writeText } from './pdf-syntax.ts';
import { closeRange, defaultReserve, digestOfRange } from './prepare.ts';
import { entry, type PdfArray, type PdfDictionary, type PdfObject } from './reader/objects.ts';
import { type Page, pages } from './reader/page-tree.ts';
import type { PdfView } from './reader/pdf-view.ts';
import { signatureFields } from './reader/signature-fields.ts';
import { fillContents, putSignature } from './signature-dictionary.ts';

/**
 * Seals everything there is with a document timestamp (ETSI EN 319 142-1 §5.4.3) in a new field that shows nothing.
 *
 * Its widget has a rectangle without size outside every page: PDF/A then asks for no appearance (ISO 19005-2 §6.3.3),
 * PDF/UA for no structure element (ISO 14289-1 §7.18.1), and so the structure tree stays as the signers saw it.
 */
export async function appendDocumentTimestamp(
  revision: Uint8Array,
  {
    timestamp,
    tooltip,
    reserve = defaultReserve,
  }: { timestamp: Timestamper; tooltip: string; reserve?: number },
): Promise<Uint8Array> {
  const base = new BaseRevision(revision);
  const view = base.file.last;
  const field = freeName(view);
  const increment = new IncrementWriter(base.file, base.hash('sha256'));
  const signature = putSignature(increment, { type: 'document-timestamp' }, reserve);
  const page = hostPage(view);
  const widget = increment.add(
    `<</Type /Annot /Subtype /Widget /FT /Sig /T ${writeText(field)} /TU ${writeText(tooltip)}` +
      ` /Contents ${writeText(tooltip)} /F 132 /Rect [-10 -10 -10 -10] /P ${page.object} 0 R /V ${signature.object} 0 R>>`,
  );
  listWidget(increment, view, page, widget);
  listField(increment, view, widget);
  const { bytes, byteRange } = closeRange(increment, signature);
  const imprint = digestOfRange('sha256', bytes, byteRange, base);
  const token = await timestamp(imprint);
  requireImprint(token, imprint);
  fillContents(bytes, byteRange, token);
  inspectAppended(base, bytes, {
    previousLength: base.length,
    previousSha256: base.sha256,
    byteRange,
    field,
    cms: token,
  });
  return bytes;
}

function freeName(view: PdfView): string {
  const taken = new Set(signatureFields(view).map((field) => field.name));
  let number = 1;
  while (taken.has(`timestamp-${number}`)) number++;
  return `timestamp-${number}`;
}

/** A page whose annotations are an array of their own, so that the page itself need not be written again. */
function hostPage(view: PdfView): Page {
  const all = pages(view);
  const host = all.find((page) => isIndirectArray(view, pageEntry(view, page))) ?? all[0];
  if (host === undefined) throw new Error('expected a document with a page');
  return host;
}

function pageEntry(view: PdfView, page: Page): PdfObject | undefined {
  return entry(dictionaryOf(view, page.object), 'Annots');
}

function listWidget(increment: IncrementWriter, view: PdfView, page: Page, widget: number): void {
  const annotations = pageEntry(view, page);
  const array = view.resolve(annotations);
  const longer = lengthened(array.kind === 'array' ? array : undefined, widget);
  if (annotations?.kind === 'reference') increment.replace(annotations.object, longer);
  else increment.replace(page.object, writeDictionary(dictionaryOf(view, page.object), { Annots: longer }));
}

function listField(increment: IncrementWriter, view: PdfView, widget: number): void {
  const reference = entry(view.catalog, 'AcroForm');
  const form = view.dictionaryAt(view.catalog, 'AcroForm');
  if (form === undefined) {
    const first = `<</Fields [${widget} 0 R] /SigFlags 3>>`;
    increment.replace(view.catalogObject, writeDictionary(view.catalog, { AcroForm: first }));
    return;
  }
  const fields = entry(form, 'Fields');
  const longer = lengthened(view.arrayAt(form, 'Fields'), widget);
  const rewritten = writeDictionary(form, { Fields: longer });
  if (fields?.kind === 'reference') increment.replace(fields.object, longer);
  else if (reference?.kind === 'reference') increment.replace(reference.object, rewritten);
  else increment.replace(view.catalogObject, writeDictionary(view.catalog, { AcroForm: rewritten }));
}

function lengthened(array: PdfArray | undefined, widget: number): string {
  return `[${[...(array?.items ?? []).map(writeObject), `${widget} 0 R`].join(' ')}]`;
}

function isIndirectArray(view: PdfView, object: PdfObject | undefined): boolean {
  return object?.kind === 'reference' && view.resolve(object).kind === 'array';
}

function dictionaryOf(view: PdfView, object: number): PdfDictionary {
  const value = view.object(object)?.value;
  if (value?.kind !== 'dictionary') throw new Error(`expected object ${object} to be a dictionary`);
  return value;
}
