import { writeDate, writeDictionary, writeObject, writeText } from '../pades/pdf-syntax.ts';
import { entry, isName, type PdfDictionary } from '../pades/reader/objects.ts';
import { type Page, pages as pagesOf } from '../pades/reader/page-tree.ts';
import { openPdf } from '../pades/reader/pdf-file.ts';
import type { PdfView } from '../pades/reader/pdf-view.ts';
import { decodeTextString } from '../pades/reader/text-string.ts';
import { FileWriter, writeStream } from './file-writer.ts';
import { addSignatureWidget, parentTree, placeInOrder, type SignatureBox } from './signature-widget.ts';
import { xmpPacket } from './xmp-packet.ts';

export type RevisionZeroOptions = {
  /** In signing order; names are unique. */
  readonly fields: readonly SignatureBox[];
  readonly title: string;
  readonly language: 'id-ID';
  /** The document's own date (a stored fact, never the clock); whole seconds. */
  readonly created: Date;
  /** 16 bytes; becomes both parts of the trailer's /ID. */
  readonly fileId: Uint8Array;
};

const producer = 'Ikrar (Typst)';

/**
 * Turns Typst's PDF/A-2a into revision 0: PDF/A-2a which also claims PDF/UA-1, with empty, tagged signature
 * fields. The same arguments give the same bytes.
 *
 * Everything a signature will need stands here already, so that signing appends its own objects only and never
 * rewrites catalog, page, form or structure tree (docs/decisions/0001-revision-zero.md). The file is written with
 * a classic cross-reference table and without object streams: every reader understands it, and each later
 * increment can be read with the naked eye. What need not change is copied from Typst's file byte by byte.
 */
export function prepareRevisionZero(typstPdf: Uint8Array, options: RevisionZeroOptions): Uint8Array {
  if (options.fileId.length !== 16)
    throw new Error(`fileId: expected 16 bytes, got ${options.fileId.length}`);
  const names = new Set(options.fields.map((field) => field.name));
  if (names.size !== options.fields.length) throw new Error('fields: expected unique names');

  const typst = openPdf(typstPdf);
  const view = typst.last;
  const file = new FileWriter(typst);
  const pages = pagesOf(view);
  const tree = documentElement(view);
  const { numbers, nextKey } = parentTree(view);

  const kids = tree.kids.items;
  const elements: { readonly at: number; readonly text: string }[] = [];
  const parents = numbers.items.map(writeObject);
  const widgets: { readonly page: Page; readonly text: string }[] = [];
  options.fields.forEach((box, index) => {
    const page = pages[box.page - 1];
    if (page === undefined)
      throw new Error(`field ${box.name}: expected a page from 1 to ${pages.length}, got ${box.page}`);
    const key = nextKey + index;
    const widget = addSignatureWidget(file, view, page, box, key);
    widgets.push({ page, text: `${widget} 0 R` });
    // ISO 14289-1 §7.18.4: a widget is the one object reference of a Form element.
    const element = file.add(
      `<</Type /StructElem\n/S /Form\n/P ${tree.object} 0 R\n/Pg ${page.object} 0 R\n` +
        `/K <</Type /OBJR /Obj ${widget} 0 R /Pg ${page.object} 0 R>>>>`,
    );
    elements.push({ at: placeInOrder(view, kids, pages, box.page), text: `${element} 0 R` });
    parents.push(String(key), `${element} 0 R`);
  });

  const order = kids.map(writeObject);
  // From the end, so that the places found before stay right and fields of one place keep their order.
  for (const { at, text } of elements.toReversed().sort((a, b) => b.at - a.at)) order.splice(at, 0, text);
  file.put(tree.object, writeDictionary(tree.dictionary, { K: `[${order.join(' ')}]` }));
  file.put(
    tree.root.object,
    writeDictionary(tree.root.dictionary, {
      ParentTree: `<</Nums [${parents.join(' ')}]>>`,
      ParentTreeNextKey: String(nextKey + options.fields.length),
      // EU DSS walks dictionaries in the order they are written and names a change by the path which met it first. Met
      // under /ParentTree, a field filled later is a known kind of change; met under /K, it is an unknown one.
      K: `[${tree.object} 0 R]`,
    }),
  );

  for (const page of pages) {
    const own = widgets.filter((widget) => widget.page === page).map(({ text }) => text);
    const present = view.arrayAt(page.dictionary, 'Annots')?.items.map(writeObject) ?? [];
    // An array of its own, so that a document timestamp's field can later be added by rewriting the array alone and
    // never the page (whose rewriting makes validators suspicious).
    const annotations =
      own.length === 0 ? {} : { Annots: `${file.add(`[${[...present, ...own].join(' ')}]`)} 0 R` };
    file.put(page.object, writeDictionary(page.dictionary, { ...annotations, Tabs: '/S' }));
  }

  // The fields' array is an object of its own for the same reason.
  const fields = file.add(`[${widgets.map(({ text }) => text).join(' ')}]`);
  const form = file.add(`<</Fields ${fields} 0 R\n/SigFlags 3>>`);
  const { info, metadata } = describe(file, view, options);
  file.put(
    view.catalogObject,
    writeDictionary(view.catalog, {
      Metadata: `${metadata} 0 R`,
      Lang: `(${options.language})`,
      MarkInfo: '<</Marked true>>',
      ViewerPreferences: '<</DisplayDocTitle true>>',
      AcroForm: `${form} 0 R`,
      // ETSI EN 319 142-1 §5.4.2 names its extension of ISO 32000-1; set here, so that sealing need not.
      Extensions: '<</ESIC <</BaseVersion /1.7 /ExtensionLevel 1>>>>',
    }),
  );
  return file.finish(view.catalogObject, info, options.fileId);
}

/** The structure tree's root and the one Document element beneath it. */
function documentElement(view: PdfView) {
  const root = entry(view.catalog, 'StructTreeRoot');
  const rootDictionary = view.dictionaryAt(view.catalog, 'StructTreeRoot');
  const [top, ...others] = (rootDictionary && view.arrayAt(rootDictionary, 'K')?.items) ?? [];
  const dictionary = view.resolve(top);
  if (
    root?.kind !== 'reference' ||
    rootDictionary === undefined ||
    top?.kind !== 'reference' ||
    others.length > 0 ||
    dictionary.kind !== 'dictionary' ||
    !isName(entry(dictionary, 'S'), 'Document')
  )
    throw new Error(
      'expected the structure tree to have one Document element at its top; typeset it as a-2a',
    );
  const kids = view.arrayAt(dictionary, 'K');
  if (kids === undefined) throw new Error('expected the Document element to have children');
  return { object: top.object, dictionary, kids, root: { object: root.object, dictionary: rootDictionary } };
}

/** Info and XMP packet anew, under the numbers Typst gave them. */
function describe(file: FileWriter, view: PdfView, options: RevisionZeroOptions) {
  const info = entry(view.trailer, 'Info');
  const metadata = entry(view.catalog, 'Metadata');
  const present = view.dictionaryAt(view.trailer, 'Info');
  if (info?.kind !== 'reference' || metadata?.kind !== 'reference' || present === undefined)
    throw new Error('expected a file with /Info and /Metadata');
  const author = text(view, present, 'Author');
  const creatorTool = text(view, present, 'Creator') ?? 'Typst';
  const stamp = writeDate(options.created);
  file.put(
    info.object,
    `<</Title ${writeText(options.title)}\n${author === undefined ? '' : `/Author ${writeText(author)}\n`}` +
      `/Creator ${writeText(creatorTool)}\n/Producer ${writeText(producer)}\n` +
      `/CreationDate ${stamp}\n/ModDate ${stamp}>>`,
  );
  const packet = xmpPacket({
    title: options.title,
    ...(author === undefined ? {} : { author }),
    creatorTool,
    producer,
    language: options.language,
    created: options.created,
    fileId: options.fileId,
  });
  // Uncompressed: ISO 19005-2 §6.6.2.1 wants the packet legible to tools which do not read PDF.
  file.put(metadata.object, writeStream('/Type /Metadata\n/Subtype /XML', packet));
  return { info: info.object, metadata: metadata.object };
}

function text(view: PdfView, dictionary: PdfDictionary, key: string): string | undefined {
  const value = view.resolve(entry(dictionary, key));
  return value.kind === 'string' ? decodeTextString(value.bytes) : undefined;
}
