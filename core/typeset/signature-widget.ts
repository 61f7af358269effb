import { stream } from '../pades/font/embedded-font.ts';
import { writeNumber, writeText } from '../pades/pdf-syntax.ts';
import { count, entry, type PdfArray, type PdfObject } from '../pades/reader/objects.ts';
import type { Page } from '../pades/reader/page-tree.ts';
import type { PdfView } from '../pades/reader/pdf-view.ts';
import type { FileWriter } from './file-writer.ts';

/** Where an empty signature field stands. Lengths in pt, measured from the top-left corner of the page. */
export type SignatureBox = {
  /** The slot's name; becomes the field's /T. */
  readonly name: string;
  /** 1 for the first page. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Indonesian; what assistive technology reads aloud for the field. */
  readonly tooltip: string;
};

/** Print and Locked; ISO 19005-2 §6.3.2 requires the first and forbids every hiding flag. */
const annotationFlags = 4 + 128;

/**
 * Adds field and widget as one dictionary with an empty appearance, and answers its number. The page must name it.
 * @param structParent its key in the structure's parent tree
 */
export function addSignatureWidget(
  file: FileWriter,
  view: PdfView,
  page: Page,
  box: SignatureBox,
  structParent: number,
): number {
  const [left, bottom, , top] = mediaBox(view, page);
  const [x, y] = [left + box.x, bottom + (top - bottom) - box.y];
  const appearance = file.add(
    // Flate although it is empty: so the filled appearance differs in contents alone, which EU DSS knows as filling.
    Buffer.from(
      stream(
        new Uint8Array(0),
        `/Type /XObject /Subtype /Form /BBox [0 0 ${length(box.width)} ${length(box.height)}] /Resources <<>>`,
      ),
    ).toString('latin1'),
  );
  const rectangle = [x, y - box.height, x + box.width, y].map(length).join(' ');
  return file.add(
    `<</Type /Annot\n/Subtype /Widget\n/FT /Sig\n/F ${annotationFlags}\n/Rect [${rectangle}]\n` +
      `/P ${page.object} 0 R\n/AP <</N ${appearance} 0 R>>\n/StructParent ${structParent}\n` +
      `/T ${writeText(box.name)}\n/TU ${writeText(box.tooltip)}\n/Contents ${writeText(box.tooltip)}>>`,
  );
}

function mediaBox(view: PdfView, page: Page): readonly [number, number, number, number] {
  const corners = view
    .arrayAt(page.dictionary, 'MediaBox')
    ?.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN));
  const [left, bottom, right, top] = corners ?? [];
  if (corners?.length !== 4 || left === undefined || bottom === undefined) throw noMediaBox(page);
  if (right === undefined || top === undefined || corners.some(Number.isNaN)) throw noMediaBox(page);
  return [left, bottom, right, top];
}

const noMediaBox = (page: Page) => new Error(`page ${page.number}: expected a /MediaBox of four numbers`);

/** Where in `kids` an element belongs which ends what the document says up to and including `page`. */
export function placeInOrder(
  view: PdfView,
  kids: readonly PdfObject[],
  pages: readonly Page[],
  page: number,
): number {
  const numbers = new Map(pages.map(({ object, number }) => [object, number]));
  const last = kids.findLastIndex(
    (kid) => (firstPage(view, kid, numbers) ?? Number.POSITIVE_INFINITY) <= page,
  );
  return last + 1;
}

/** The first page an element has content on, from 1. */
function firstPage(
  view: PdfView,
  element: PdfObject | undefined,
  numbers: ReadonlyMap<number, number>,
): number | undefined {
  const value = view.resolve(element);
  if (value.kind === 'array') {
    for (const kid of value.items) {
      const found = firstPage(view, kid, numbers);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (value.kind !== 'dictionary') return undefined;
  const page = entry(value, 'Pg');
  const own = page?.kind === 'reference' ? numbers.get(page.object) : undefined;
  return own ?? firstPage(view, entry(value, 'K'), numbers);
}

/** Keys and values of the structure's parent tree, which Typst writes as one array (ISO 32000-1 §7.9.7). */
export function parentTree(view: PdfView): { readonly numbers: PdfArray; readonly nextKey: number } {
  const root = view.dictionaryAt(view.catalog, 'StructTreeRoot');
  const tree = root && view.dictionaryAt(root, 'ParentTree');
  const numbers = tree && view.arrayAt(tree, 'Nums');
  const nextKey = root && count(entry(root, 'ParentTreeNextKey'));
  if (numbers === undefined || nextKey === undefined)
    throw new Error('expected a structure tree whose parent tree is one array; typeset it as a-2a');
  return { numbers, nextKey };
}

/** Hundredths of a point: stable text for the same box on every machine. */
function length(points: number): string {
  return writeNumber(Math.round(points * 100) / 100);
}
