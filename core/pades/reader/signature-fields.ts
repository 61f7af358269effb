import { limits } from './limits.ts';
import { entry, isName, type PdfDictionary, type PdfObject } from './objects.ts';
import { pages } from './page-tree.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import type { PdfView } from './pdf-view.ts';
import { decodeTextString } from './text-string.ts';

export interface SignatureWidget {
  readonly object: number;
  /** Page number from 1 and the page's object number; null when no page lists the widget. */
  readonly page: number | null;
  readonly pageObject: number | null;
}

export interface FilledSignature {
  /** Object number of the signature dictionary; null when /V holds it directly. */
  readonly object: number | null;
  readonly dictionary: PdfDictionary;
}

export interface SignatureField {
  /** Fully qualified name (ISO 32000-1 §12.7.3.2). */
  readonly name: string;
  readonly object: number;
  readonly dictionary: PdfDictionary;
  /** The field itself when field and widget are merged. */
  readonly widgets: readonly SignatureWidget[];
  /** null for a field not signed yet. */
  readonly signature: FilledSignature | null;
}

interface Inherited {
  readonly name: string;
  readonly type: PdfObject | undefined;
  readonly value: PdfObject | undefined;
}

/** A view never changes, and each is asked by every rule on the revisions around it. */
const read = new WeakMap<PdfView, readonly SignatureField[]>();

/** All signature fields of the form, in the order of the field tree. */
export function signatureFields(view: PdfView): readonly SignatureField[] {
  const known = read.get(view) ?? readFields(view);
  read.set(view, known);
  return known;
}

function readFields(view: PdfView): SignatureField[] {
  const form = view.dictionaryAt(view.catalog, 'AcroForm');
  const roots = form && view.arrayAt(form, 'Fields');
  if (roots === undefined || roots.items.length === 0) return [];
  const pageOf = new Map(
    pages(view).flatMap((page) => page.annotations.map((widget) => [widget, page] as const)),
  );
  const found: SignatureField[] = [];
  const seen = new Set<number>();

  const visit = (reference: PdfObject, inherited: Inherited, depth: number): void => {
    if (reference.kind !== 'reference') {
      throw new PdfMalformed('form', reference.start, 'form field is not an indirect object');
    }
    const { object } = reference;
    if (seen.has(object)) throw new PdfMalformed('form', -1, `field tree meets object ${object} twice`);
    seen.add(object);
    if (depth > limits.fieldDepth || seen.size > limits.fields) {
      throw new PdfMalformed('limit', -1, 'field tree too deep or too large');
    }
    const field = dictionaryOf(view, object);
    const here: Inherited = {
      name: [inherited.name, partialName(view, field)].filter((part) => part !== '').join('.'),
      type: entry(field, 'FT') ?? inherited.type,
      value: entry(field, 'V') ?? inherited.value,
    };
    if (here.name.length > limits.fieldName)
      throw new PdfMalformed('limit', field.start, 'field name too long');
    const kids = view.arrayAt(field, 'Kids')?.items ?? [];
    const kidFields = kids.filter((kid) => entry(dictionaryAt(view, kid), 'T') !== undefined);
    if (kidFields.length > 0 && kidFields.length < kids.length) {
      throw new PdfMalformed('form', field.start, 'field has fields and widgets among its kids');
    }
    if (kidFields.length > 0) {
      for (const kid of kidFields) visit(kid, here, depth + 1);
      return;
    }
    if (!isName(view.resolve(here.type), 'Sig')) return;
    const widgets = kids.length === 0 ? [object] : kids.map(objectNumber);
    found.push({
      name: here.name,
      object,
      dictionary: field,
      widgets: widgets.map((widget) => {
        const page = pageOf.get(widget);
        return { object: widget, page: page?.number ?? null, pageObject: page?.object ?? null };
      }),
      signature: filled(view, here.value),
    });
  };
  for (const root of roots.items) visit(root, { name: '', type: undefined, value: undefined }, 0);
  return found;
}

function filled(view: PdfView, value: PdfObject | undefined): FilledSignature | null {
  const dictionary = view.resolve(value);
  if (value === undefined || dictionary.kind === 'null') return null;
  if (dictionary.kind !== 'dictionary') {
    throw new PdfMalformed('form', value.start, '/V of a signature field is not a dictionary');
  }
  return { object: value.kind === 'reference' ? value.object : null, dictionary };
}

function partialName(view: PdfView, field: PdfDictionary): string {
  const name = view.resolve(entry(field, 'T'));
  if (name.kind === 'null') return '';
  if (name.kind !== 'string') throw new PdfMalformed('form', field.start, '/T is not a string');
  return decodeTextString(name.bytes);
}

function objectNumber(kid: PdfObject): number {
  if (kid.kind !== 'reference') throw new PdfMalformed('form', kid.start, 'field kid is direct');
  return kid.object;
}

function dictionaryAt(view: PdfView, kid: PdfObject): PdfDictionary {
  return dictionaryOf(view, objectNumber(kid));
}

function dictionaryOf(view: PdfView, object: number): PdfDictionary {
  const value = view.object(object)?.value;
  if (value?.kind !== 'dictionary') {
    throw new PdfMalformed('form', -1, `field object ${object} is not a dictionary`);
  }
  return value;
}
