import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from 'pdf-lib';

/** Of the catalogue; everything else in it counts as shown. */
const unseen = new Set(['DSS', 'Extensions', 'Metadata', 'Version', 'AcroForm']);

/**
 * A digest of all a reader could show, by another reader than ours (pdf-lib takes the objects in the order of the
 * bytes, as readers that rebuild do): pages with contents, resources and annotations, the form, the catalogue.
 */
export async function pageText(bytes: Uint8Array): Promise<string> {
  const file = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });
  const hash = createHash('sha256');
  const seen = new Map<string, number>();
  const add = (object: PDFObject | undefined): void => {
    if (object instanceof PDFRef) {
      const known = seen.get(object.tag);
      if (known !== undefined) hash.update(`#${known}`);
      else {
        seen.set(object.tag, seen.size);
        add(file.context.lookup(object));
      }
    } else if (object instanceof PDFDict) addEntries(object, new Set(['Parent', 'P']));
    else if (object instanceof PDFArray) {
      hash.update('[');
      for (const item of object.asArray()) add(item);
      hash.update(']');
    } else if (object instanceof PDFStream) {
      addEntries(object.dict, new Set(['Length']));
      if (object instanceof PDFRawStream) hash.update(object.contents);
    } else hash.update(`${object?.toString() ?? 'null'} `);
  };
  const addEntries = (dictionary: PDFDict, without: ReadonlySet<string>): void => {
    hash.update('<<');
    // The value of a signature field is data: what it shows stands in the appearance.
    const isField = dictionary.get(PDFName.of('FT')) === PDFName.of('Sig');
    const isSignature = dictionary.has(PDFName.of('ByteRange'));
    for (const key of dictionary
      .keys()
      .map((name) => name.decodeText())
      .sort()) {
      if (without.has(key) || (isField && key === 'V') || (isSignature && key === 'Contents')) continue;
      hash.update(`/${key} `);
      add(dictionary.get(PDFName.of(key)));
    }
    hash.update('>>');
  };
  addEntries(file.catalog, unseen);
  const form = file.catalog.lookup(PDFName.of('AcroForm'));
  if (form instanceof PDFDict) addEntries(form, new Set(['SigFlags']));
  return hash.digest('hex');
}
