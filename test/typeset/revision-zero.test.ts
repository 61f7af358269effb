import { expect, test } from 'vitest';
import { entry, isName } from '../../core/pades/reader/objects.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import type { PdfView } from '../../core/pades/reader/pdf-view.ts';
import { signatureFields } from '../../core/pades/reader/signature-fields.ts';
import { prepareRevisionZero, type RevisionZeroOptions } from '../../core/typeset/revision-zero.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { sampleFacts } from './sample-facts.ts';

const typeset = createTypesetter().typeset(sampleFacts('perjanjian-kinerja'));
const options: RevisionZeroOptions = {
  fields: typeset.fields,
  title: typeset.title,
  language: 'id-ID',
  created: new Date('2027-01-04T00:00:00Z'),
  fileId: new Uint8Array(16).fill(7),
};

const dictionary = (view: PdfView, object: number) => {
  const value = view.object(object)?.value;
  if (value?.kind !== 'dictionary') throw new Error(`object ${object} is no dictionary`);
  return value;
};

test('the same input gives the same bytes', () => {
  const first = prepareRevisionZero(typeset.pdf, options);
  const second = prepareRevisionZero(new Uint8Array(typeset.pdf), { ...options });

  expect(Buffer.compare(first, second)).toBe(0);
});

test('another file id gives other bytes, in the trailer and in the metadata', () => {
  const bytes = prepareRevisionZero(typeset.pdf, { ...options, fileId: new Uint8Array(16).fill(9) });

  expect(openPdf(bytes).id?.[0]).toEqual(new Uint8Array(16).fill(9));
  expect(Buffer.from(bytes).toString('latin1')).toContain('uuid:09090909-0909-0909-0909-090909090909');
});

test('both fields are there, empty, named as the slots, printed and locked', () => {
  const view = openPdf(prepareRevisionZero(typeset.pdf, options)).last;

  const fields = signatureFields(view);

  expect(fields.map(({ name, signature }) => [name, signature])).toEqual([
    ['head', null],
    ['regional-head', null],
  ]);
  for (const field of fields) {
    expect(entry(field.dictionary, 'F')).toMatchObject({ value: 132 });
    expect(entry(field.dictionary, 'TU')?.kind).toBe('string');
    expect(field.widgets).toHaveLength(1);
    expect(field.widgets[0]?.page).toBe(typeset.fields.find((box) => box.name === field.name)?.page);
  }
});

test('each widget is the one object of a Form element which the parent tree names', () => {
  const view = openPdf(prepareRevisionZero(typeset.pdf, options)).last;
  const root = view.dictionaryAt(view.catalog, 'StructTreeRoot');
  const tree = root && view.dictionaryAt(root, 'ParentTree');
  const numbers = (tree && view.arrayAt(tree, 'Nums')?.items) ?? [];

  for (const field of signatureFields(view)) {
    const key = entry(field.dictionary, 'StructParent');
    const at = numbers.findIndex(
      (item, index) =>
        index % 2 === 0 && item.kind === 'number' && key?.kind === 'number' && item.value === key.value,
    );
    const element = view.resolve(numbers[at + 1]);
    if (element.kind !== 'dictionary') throw new Error('no element');

    expect(isName(entry(element, 'S'), 'Form')).toBe(true);
    const kid = view.dictionaryAt(element, 'K');
    expect(kid && entry(kid, 'Obj')).toMatchObject({ object: field.object });
    const parent = view.dictionaryAt(element, 'P');
    const siblings =
      parent && view.arrayAt(parent, 'K')?.items.map((item) => item.kind === 'reference' && item.object);
    expect(siblings).toContain(
      numbers[at + 1]?.kind === 'reference' && (numbers[at + 1] as { object: number }).object,
    );
  }
});

test('form and annotations are arrays of their own, so that sealing rewrites neither page nor form', () => {
  const view = openPdf(prepareRevisionZero(typeset.pdf, options)).last;
  const form = view.dictionaryAt(view.catalog, 'AcroForm');

  expect(form && entry(form, 'Fields')?.kind).toBe('reference');
  expect(form?.entries.has('NeedAppearances')).toBe(false);
  const page = signatureFields(view)[0]?.widgets[0]?.pageObject ?? 0;
  expect(entry(dictionary(view, page), 'Annots')?.kind).toBe('reference');
  expect(isName(entry(dictionary(view, page), 'Tabs'), 'S')).toBe(true);
});

test.each([
  [
    'a page which does not exist',
    { fields: [{ ...typeset.fields[0], page: 99 }] },
    'expected a page from 1 to',
  ],
  ['two fields of one name', { fields: [typeset.fields[0], typeset.fields[0]] }, 'unique names'],
  ['a short file id', { fileId: new Uint8Array(8) }, 'expected 16 bytes'],
])('%s is refused', (_what, change, message) => {
  const preparing = () => prepareRevisionZero(typeset.pdf, { ...options, ...change } as RevisionZeroOptions);

  expect(preparing).toThrow(message);
});
