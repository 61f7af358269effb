import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import {
  addSignatureWidget,
  addToParentTree,
  placeInStructure,
  type SignatureBox,
} from './signature-widget.ts';
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

const producer = 'Ikrar (Typst, pdf-lib)';

/**
 * Turns Typst's PDF/A-2a into revision 0: PDF/A-2a which also claims PDF/UA-1, with empty, tagged signature
 * fields. The same arguments give the same bytes.
 *
 * Everything a signature will need stands here already, so that signing appends its own objects only and never
 * rewrites catalog, page, form or structure tree (docs/decisions/0001-revision-zero.md). The file is written with
 * a classic cross-reference table and without object streams: every reader understands it, and each later
 * increment can be read with the naked eye.
 */
export async function prepareRevisionZero(
  typstPdf: Uint8Array,
  options: RevisionZeroOptions,
): Promise<Uint8Array> {
  if (options.fileId.length !== 16)
    throw new Error(`fileId: expected 16 bytes, got ${options.fileId.length}`);
  const names = new Set(options.fields.map((field) => field.name));
  if (names.size !== options.fields.length) throw new Error('fields: expected unique names');

  const pdf = await PDFDocument.load(typstPdf, { updateMetadata: false });
  const { context, catalog } = pdf;
  const root = catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const pages = pdf.getPages();
  const pageRefs = pages.map((page) => page.ref);

  for (const page of pages) page.node.set(PDFName.of('Tabs'), PDFName.of('S'));

  const nextKey = root.lookup(PDFName.of('ParentTreeNextKey'), PDFNumber).asNumber();
  const fields = context.obj([]);
  options.fields.forEach((box, index) => {
    const page = pages[box.page - 1];
    if (page === undefined) {
      throw new Error(`field ${box.name}: expected a page from 1 to ${pages.length}, got ${box.page}`);
    }
    const key = nextKey + index;
    const widget = addSignatureWidget(context, page, box, key);
    fields.push(widget);
    // ISO 14289-1 §7.18.4: a widget is the one object reference of a Form element.
    const element = context.obj({ Type: 'StructElem', S: 'Form', Pg: page.ref });
    element.set(PDFName.of('K'), context.obj({ Type: 'OBJR', Obj: widget, Pg: page.ref }));
    const ref = context.register(element);
    element.set(PDFName.of('P'), placeInStructure(context, root, ref, pageRefs, box.page));
    addToParentTree(context, root, key, ref);
  });
  root.set(PDFName.of('ParentTreeNextKey'), PDFNumber.of(nextKey + options.fields.length));
  putLast(root, 'K');

  // The fields' array is indirect for the same reason as the pages' annotations: see signature-widget.ts.
  catalog.set(
    PDFName.of('AcroForm'),
    context.register(context.obj({ Fields: context.register(fields), SigFlags: 3 })),
  );
  catalog.set(PDFName.of('Lang'), PDFString.of(options.language));
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
  // ETSI EN 319 142-1 §5.4.2 names its extension of ISO 32000-1; set here, so that sealing need not.
  catalog.set(
    PDFName.of('Extensions'),
    context.obj({ ESIC: { BaseVersion: PDFName.of('1.7'), ExtensionLevel: 1 } }),
  );
  catalog.set(PDFName.of('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
  describe(pdf, options);

  const id = PDFHexString.of(Buffer.from(options.fileId).toString('hex').toUpperCase());
  const ids = PDFArray.withContext(context);
  ids.push(id);
  ids.push(id);
  context.trailerInfo.ID = ids;
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}

/**
 * EU DSS walks dictionaries in the order they are written and names a change by the path which met it first. Met
 * under /ParentTree, a field filled later is a known kind of change; met under /K, it is an unknown one.
 */
function putLast(dictionary: PDFDict, key: string): void {
  const name = PDFName.of(key);
  const value = dictionary.get(name);
  if (value === undefined) return;
  dictionary.delete(name);
  dictionary.set(name, value);
}

function describe(pdf: PDFDocument, options: RevisionZeroOptions): void {
  const { context, catalog } = pdf;
  const author = pdf.getAuthor();
  const creatorTool = pdf.getCreator() ?? 'Typst';
  const stamp = PDFString.fromDate(options.created);
  const info = context.obj({});
  info.set(PDFName.of('Title'), PDFHexString.fromText(options.title));
  if (author !== undefined) info.set(PDFName.of('Author'), PDFHexString.fromText(author));
  info.set(PDFName.of('Creator'), PDFHexString.fromText(creatorTool));
  info.set(PDFName.of('Producer'), PDFHexString.fromText(producer));
  info.set(PDFName.of('CreationDate'), stamp);
  info.set(PDFName.of('ModDate'), stamp);
  const oldInfo = context.trailerInfo.Info;
  if (oldInfo !== undefined) context.delete(oldInfo as Parameters<typeof context.delete>[0]);
  context.trailerInfo.Info = context.register(info);

  const packet = xmpPacket({
    title: options.title,
    ...(author === undefined ? {} : { author }),
    creatorTool,
    producer,
    language: options.language,
    created: options.created,
    fileId: options.fileId,
  });
  const oldPacket = catalog.get(PDFName.of('Metadata'));
  if (oldPacket !== undefined) context.delete(oldPacket as Parameters<typeof context.delete>[0]);
  // Uncompressed: ISO 19005-2 §6.6.2.1 wants the packet legible to tools which do not read PDF.
  const stream = context.stream(packet, { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(stream));
}
