import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPage,
  type PDFRef,
} from 'pdf-lib';

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
 * Registers field and widget as one dictionary with an empty appearance, hooked onto the page, and answers its
 * reference. `structParent` is its key in the structure's parent tree.
 */
export function addSignatureWidget(
  context: PDFContext,
  page: PDFPage,
  box: SignatureBox,
  structParent: number,
): PDFRef {
  const media = page.getMediaBox();
  const left = media.x + box.x;
  const top = media.y + media.height - box.y;
  const appearance = context.register(
    // Flate although it is empty: so the filled appearance differs in contents alone, which EU DSS knows as filling.
    context.flateStream(new Uint8Array(0), {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, round(box.width), round(box.height)],
      Resources: {},
    }),
  );
  const widget = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    F: annotationFlags,
    Rect: [round(left), round(top - box.height), round(left + box.width), round(top)],
    P: page.ref,
    AP: { N: appearance },
    StructParent: structParent,
  });
  widget.set(PDFName.of('T'), PDFHexString.fromText(box.name));
  widget.set(PDFName.of('TU'), PDFHexString.fromText(box.tooltip));
  widget.set(PDFName.of('Contents'), PDFHexString.fromText(box.tooltip));
  const ref = context.register(widget);
  annotationsOf(context, page).push(ref);
  return ref;
}

/**
 * An indirect array, so that a document timestamp's field can later be added by rewriting the array alone and
 * never the page (whose rewriting makes validators suspicious).
 */
function annotationsOf(context: PDFContext, page: PDFPage): PDFArray {
  const key = PDFName.of('Annots');
  const present = page.node.lookupMaybe(key, PDFArray);
  const annotations = present ?? context.obj([]);
  if (page.node.get(key) === annotations || present === undefined) {
    page.node.set(key, context.register(annotations));
  }
  return annotations;
}

/** Puts `element` at the end of what the document says up to and including `page`. */
export function placeInStructure(
  context: PDFContext,
  root: PDFDict,
  element: PDFRef,
  pageRefs: readonly PDFRef[],
  page: number,
): PDFRef {
  const top = topElement(context, root);
  const kids = arrayOf(context, top.dict, 'K');
  let position = 0;
  for (let index = 0; index < kids.size(); index++) {
    const first = firstPage(kids.lookup(index), pageRefs);
    if (first !== undefined && first <= page) position = index + 1;
  }
  kids.insert(position, element);
  return top.ref;
}

function topElement(context: PDFContext, root: PDFDict): { dict: PDFDict; ref: PDFRef } {
  const kids = arrayOf(context, root, 'K');
  const ref = kids.get(0);
  const dict = kids.lookupMaybe(0, PDFDict);
  if (kids.size() !== 1 || dict === undefined || dict.get(PDFName.of('S')) !== PDFName.of('Document')) {
    throw new Error(
      'expected the structure tree to have one Document element at its top; typeset it as a-2a',
    );
  }
  return { dict, ref: ref as PDFRef };
}

function arrayOf(context: PDFContext, dict: PDFDict, name: string): PDFArray {
  const value = dict.lookup(PDFName.of(name));
  if (value instanceof PDFArray) return value;
  const array = context.obj([]);
  const raw = dict.get(PDFName.of(name));
  if (raw !== undefined) array.push(raw);
  dict.set(PDFName.of(name), array);
  return array;
}

/** The first page an element has content on, 1-based. */
function firstPage(element: unknown, pageRefs: readonly PDFRef[]): number | undefined {
  if (!(element instanceof PDFDict)) return undefined;
  const page = element.get(PDFName.of('Pg'));
  const own = pageRefs.indexOf(page as PDFRef);
  if (own >= 0) return own + 1;
  const kids = element.lookup(PDFName.of('K'));
  if (kids instanceof PDFDict) return firstPage(kids, pageRefs);
  if (!(kids instanceof PDFArray)) return undefined;
  for (let index = 0; index < kids.size(); index++) {
    const found = firstPage(kids.lookup(index), pageRefs);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Adds `key -> element` to the parent tree, whose keys must ascend (ISO 32000-1 §7.9.7). */
export function addToParentTree(context: PDFContext, root: PDFDict, key: number, element: PDFRef): void {
  const tree = root.lookup(PDFName.of('ParentTree'), PDFDict);
  const numbers = tree.lookupMaybe(PDFName.of('Nums'), PDFArray);
  if (numbers !== undefined) {
    numbers.push(PDFNumber.of(key));
    numbers.push(element);
    return;
  }
  const leaf = context.obj({ Nums: [key, element], Limits: [key, key] });
  tree.lookup(PDFName.of('Kids'), PDFArray).push(context.register(leaf));
}

/** Hundredths of a point: stable text for the same box on every machine. */
function round(length: number): number {
  return Math.round(length * 100) / 100;
}
