import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { identifiers, join, type SampleObject } from '../../pades/reader/sample-pdf.ts';
import { append, type HostileSigner, hostileSigner, latin1, sampleWith } from './hostile-signer.ts';

/** Small files in which many things share one large thing, so that work or memory grows with the product of both. */
let hostile: HostileSigner;
beforeAll(async () => {
  hostile = await hostileSigner();
});

const numbered = <Item>(count: number, item: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_none, at) => item(at));
const stream = (text: string, rest = '') => `<<${rest} /Length ${text.length}>>\nstream\n${text}\nendstream`;
const named = (objects: readonly SampleObject[]) => objects.map(({ number }) => `${number} 0 R`).join(' ');

/** As `samplePdf`, for thousands of objects. */
function fileOf(objects: readonly SampleObject[], hidden = ''): Uint8Array {
  const parts = ['%PDF-1.7\n'];
  const rows = ['0 1\n0000000000 65535 f \n'];
  let at = parts.join('').length;
  for (const { number, body } of objects) {
    const text = `${number} 0 obj\n${body}\nendobj\n`;
    rows.push(`${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
    parts.push(text);
    at += text.length;
  }
  const size = Math.max(...objects.map(({ number }) => number)) + 1;
  const trailer = `trailer\n<</Size ${size} ${identifiers}>>\nstartxref\n${at + hidden.length}\n%%EOF\n`;
  return join(...parts, hidden, `xref\n${rows.join('')}`, trailer);
}

const catalog = (rest = '') => ({
  number: 1,
  body: `<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R ${rest}>>`,
});
const form = (fields: string) => ({ number: 7, body: `<</Fields [${fields}] /SigFlags 3>>` });
const onePage = (rest: string): readonly SampleObject[] => [
  { number: 2, body: '<</Type /Pages /Kids [3 0 R] /Count 1>>' },
  { number: 3, body: `<</Type /Page /Parent 2 0 R ${rest}>>` },
];

describe('objects inside each other', () => {
  it('in one string', async () => {
    const count = 3_000;
    const first = [
      catalog(),
      ...onePage(`/Annots [5 0 R] /X [${numbered(count, (at) => `${at + 10} 0 R`).join(' ')}]`),
      { number: 5, body: '<</Type /Annot /Subtype /Widget /FT /Sig /T (head) /Rect [0 0 0 0] /P 3 0 R>>' },
      form('5 0 R'),
    ];
    const text = latin1(fileOf(first));
    const cut = text.lastIndexOf('xref\n0 1');
    const nested = numbered(count, (at) => `${at + 10} 0 obj(`);
    let offset = cut;
    const rows = nested.map((part, at) => {
      const row = `${at + 10} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
      offset += part.length;
      return row;
    });
    const body = `${nested.join('')}${')endobj'.repeat(count)}\n`;
    const tail = text
      .slice(cut)
      .replace('trailer', `${rows.join('')}trailer`)
      .replace(/Size \d+/, `Size ${count + 10}`)
      .replace(/startxref\n\d+/, `startxref\n${cut + body.length}`);
    const signed = await hostile.sign({ file: join(text.slice(0, cut), body, tail) });

    const { codes, details } = await hostile.outcome(append(signed, [], identifiers, count + 40));

    expect({ codes, why: details[0] }).toMatchObject({
      codes: ['malformed-file'],
      why: expect.stringMatching(/^object: objects overlap/),
    });
  });

  it('in one object stream', async () => {
    const header = numbered(3_000, (at) => `${100 + at} 0 `).join('');
    const data = deflateSync(Buffer.from(`${header}[${'0 '.repeat(5_000)}]`)).toString('latin1');
    const container = stream(data, `/Type /ObjStm /N 3000 /First ${header.length} /Filter /FlateDecode`);
    const text = latin1(sampleWith(catalog('/X 20 0 R'), { number: 30, body: container }));
    const start = text.lastIndexOf('xref\n0 1');
    const section = `31 0 obj\n${stream('\x02\x00\x1e\x00', '/Type /XRef /W [1 2 1] /Index [20 1] /Size 32')}\nendobj\n`;
    const tail = text
      .slice(start)
      .replace(/<<\/Size \d+/, `<</Size 32 /XRefStm ${start}`)
      .replace(/startxref\n\d+/, `startxref\n${start + section.length}`);
    const signed = await hostile.sign({ file: join(text.slice(0, start), section, tail) });

    const { codes, details } = await hostile.outcome(append(signed, []));

    expect({ codes, why: details[0] }).toMatchObject({
      codes: ['malformed-file'],
      why: expect.stringMatching(/^object-stream: object 101 overlaps/),
    });
  });
});

it('pages which share their annotations', async () => {
  const pages = numbered(600, (at) => ({
    number: at + 10,
    body: '<</Type /Page /Parent 2 0 R /Annots 8 0 R>>',
  }));
  const file = fileOf([
    catalog(),
    { number: 2, body: `<</Type /Pages /Kids [${named(pages)}] /Count 600>>` },
    { number: 6, body: '<</FT /Sig /T (x) /V <</Type /Sig /ByteRange [0 0 0 0]>> /Rect [0 0 0 0]>>' },
    form('6 0 R'),
    { number: 8, body: `[${'9 0 R '.repeat(1_000)}]` },
    ...pages,
  ]);

  const { codes, details } = await hostile.outcome(file);

  expect(codes).toEqual(['malformed-file']);
  expect(details[0]).toMatch(/^limit: too many annotations/);
});

it('thousands of widgets of one signature, each compared with all', async () => {
  const widgets = numbered(2_001, (at) => ({
    number: at + 10,
    body: `<</Type /Annot /Subtype /Widget /Parent 6 0 R /Rect [${at * 10} 0 ${at * 10 + 5} 5]>>`,
  }));
  const file = fileOf([
    catalog(),
    ...onePage(`/Annots [${named(widgets)}]`),
    { number: 6, body: `<</FT /Sig /T (x) /V <</Type /Sig>> /Kids [${named(widgets)}]>>` },
    form('6 0 R'),
    ...widgets,
  ]);

  const { verdict, codes } = await hostile.outcome(file);

  expect({ verdict, codes }).toEqual({
    verdict: 'not-valid',
    codes: ['evidence-limit', 'byte-range-malformed'],
  });
});

it('fields below one of an endless name, which each of them repeats', async () => {
  const file = fileOf([
    catalog(),
    ...onePage(''),
    { number: 6, body: '<</T (x) /Parent 5 0 R /FT /Sig /V <</Type /Sig /ByteRange [0 0 0 0]>>>>' },
    { number: 5, body: `<</T (${'x'.repeat(1_000)}) /Kids [6 0 R]>>` },
    form('5 0 R'),
  ]);

  const { codes, details } = await hostile.outcome(file);

  expect(codes).toEqual(['malformed-file']);
  expect(details[0]).toMatch(/^limit: field name too long/);
});

it('signatures which all claim one revision: one of them is hashed', async () => {
  const value = `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20270104020000Z) /ByteRange [0 9999999999 9999999999 9999999999] /Contents <${'0'.repeat(5_200)}>>>`;
  const fields = numbered(3, (at) => ({
    number: at + 10,
    body: `<</Type /Annot /Subtype /Widget /FT /Sig /T (f${at}) /Rect [0 0 0 0] /P 3 0 R /V ${at + 20} 0 R>>`,
  }));
  const values = numbered(3, (at) => ({ number: at + 20, body: value }));
  const file = fileOf([
    catalog(),
    ...onePage(`/Annots [${named(fields)}]`),
    form(named(fields)),
    ...fields,
    ...values,
  ]);
  const last = latin1(await hostile.signInto(file));
  const container = last.slice(last.lastIndexOf('/Contents <'));
  const signed = last.replace(
    /\/ByteRange \[0 9{10} 9{10} 9{10}\] \/Contents <0+>/g,
    (whole: string, at: number) => {
      const gap = at + whole.indexOf('<');
      const end = at + whole.length;
      const range = `/ByteRange [0 ${gap} ${end} ${file.length - end}]`.padEnd(whole.indexOf(' /Contents'));
      return `${range} ${container.slice(0, container.indexOf('>') + 1)}`;
    },
  );

  const { verdict, codes } = await hostile.outcome(join(signed));

  expect(verdict).toBe('not-valid');
  expect(codes.filter((code) => code === 'byte-range-end')).toHaveLength(2);
  expect(codes.filter((code) => code === 'digest-mismatch')).toHaveLength(1);
});

describe('a security store', () => {
  const store = (count: number, order: (refs: string[]) => string[]) =>
    `/DSS <</Certs [${order(numbered(count, (at) => `${100 + at} 0 R`)).join(' ')}]>>`;

  it('with more entries than are read, before it was signed', async () => {
    const file = await hostile.sign({ file: sampleWith(catalog(store(100_001, (refs) => refs))) });
    const { verdict, codes } = await hostile.outcome(file);
    expect({ verdict, codes: new Set(codes) }).toEqual({
      verdict: 'cannot-tell',
      codes: new Set(['evidence-limit']),
    });
  });

  it('one list for many signatures, compared with another one afterwards', async () => {
    const refs = numbered(1_000, (at) => `${100 + at} 0 R`);
    const root = (list: number) =>
      catalog(`/DSS <</VRI <<${numbered(60, (at) => `/K${at} <</Cert ${list} 0 R>>`).join(' ')}>>>>`);
    const first = { number: 40, body: `[${refs.join(' ')}]` };
    const signed = await hostile.sign({ file: sampleWith(root(40), first) });
    expect((await hostile.outcome(signed)).verdict).toBe('valid');
    const later = [root(59), { number: 59, body: `[${refs.reverse().join(' ')}]` }];

    const { codes, details } = await hostile.outcome(append(signed, later));

    expect(codes).toEqual(['malformed-file']);
    expect(details[0]).toMatch(/^limit: security store too large/);
  });
});
