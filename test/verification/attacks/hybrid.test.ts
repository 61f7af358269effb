import { beforeAll, describe, expect, it } from 'vitest';
import { openPdf } from '../../../core/pades/reader/pdf-file.ts';
import { hybridPdf } from '../../pades/reader/hybrid-pdf.ts';
import { identifiers, join, twoFieldObjects } from '../../pades/reader/sample-pdf.ts';
import { append, archive, type HostileSigner, hostileSigner, latin1 } from './hostile-signer.ts';

/** Hybrid-reference files: readers of tables alone and readers of streams must not see two documents. */
let hostile: HostileSigner;
let signed: Uint8Array;
beforeAll(async () => {
  hostile = await hostileSigner();
  signed = await hostile.sign({ file: hybridPdf({ objects: twoFieldObjects, hidden: [5, 6, 7] }) });
});

const startOf = (file: Uint8Array) => Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(latin1(file))?.[1]);

/** An increment with an object stream, a cross-reference stream and a table which names it. */
function hybridIncrement(
  file: Uint8Array,
  bodies: ReadonlyMap<number, string>,
  { table = '0 0\n', more = '', size = 60 }: { table?: string; more?: string; size?: number } = {},
): Uint8Array {
  let data = '';
  const header = [...bodies].map(([number, body]) => {
    const at = data.length;
    data += `${body} `;
    return `${number} ${at}`;
  });
  const stream = `${header.join(' ')} ${data}`;
  const container = file.length;
  const first = header.join(' ').length + 1;
  const withContainer = join(
    file,
    `57 0 obj\n<</Type /ObjStm /N ${bodies.size} /First ${first} /Length ${stream.length}>>\nstream\n${stream}\nendstream\nendobj\n`,
  );
  const section = withContainer.length;
  const rows = Uint8Array.from([
    ...[...bodies].flatMap((_one, index) => [2, 0, 0, 57, index]),
    ...[1, container >> 16, (container >> 8) & 255, container & 255, 0],
    ...[1, section >> 16, (section >> 8) & 255, section & 255, 0],
  ]);
  const index = [...bodies.keys(), 57, 58].map((number) => `${number} 1`).join(' ');
  const withSection = join(
    withContainer,
    `58 0 obj\n<</Type /XRef /W [1 3 1] /Index [${index}] /Size ${size} ${more} /Length ${rows.length}>>\nstream\n`,
    rows,
    '\nendstream\nendobj\n',
  );
  const start = withSection.length;
  return join(
    withSection,
    `xref\n${table}trailer\n<</Size 60 ${identifiers} /Prev ${startOf(file)} /XRefStm ${section}>>\nstartxref\n${start}\n%%EOF\n`,
  );
}

const catalogue = '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /DSS <</Certs [50 0 R]>>>>';
const content = { number: 50, body: '<</Length 2>>\nstream\nq \nendstream' };

describe('a good hybrid file', () => {
  it('shows what its table hides', () => {
    const file = openPdf(hybridPdf({ objects: twoFieldObjects, hidden: [5, 6, 7] }));
    expect(file.revisions).toHaveLength(1);
    expect(file.last.object(7)?.container).toBe(8);
  });

  it('is valid when signed, and when archived later', async () => {
    expect(await hostile.outcome(signed)).toMatchObject({ verdict: 'valid', codes: [] });
    expect(await hostile.outcome(append(signed, archive()))).toMatchObject({ verdict: 'valid' });
  });

  it('may be continued by a hybrid increment', async () => {
    const stored = append(signed, [content, { number: 1, body: catalogue }]);
    expect(await hostile.outcome(stored)).toMatchObject({ verdict: 'valid' });
    const more = hybridIncrement(stored, new Map([[51, '<</Type /VRI>>']]));
    const next = append(more, [{ number: 1, body: catalogue.replace('>>>>', '/VRI <</AA 51 0 R>>>>>>') }]);
    expect((await hostile.outcome(next)).codes).not.toContain('malformed-file');
  });
});

describe('a hybrid increment', () => {
  const field =
    '<</Type /Annot /Subtype /Widget /FT /Sig /T (regional-head) /Rect [0 0 300 300] /F 4 /P 3 0 R>>';

  it('which changes an object that the table leaves alone is an alteration', async () => {
    const result = await hostile.outcome(hybridIncrement(signed, new Map([[6, field]])));
    expect(result).toMatchObject({ verdict: 'not-valid', integrity: 'altered' });
    expect(result.codes).toContain('changed-after-signing');
  });

  it.each<[string, { table?: string; more?: string; size?: number }, string]>([
    ['frees in its table what its stream revives', { table: '6 1\n0000000000 00001 f \n' }, 'xref-entry'],
    ['lists an object here and there', { table: '6 1\n0000000009 00000 n \n' }, 'xref-entry'],
    ['names another predecessor in its stream', { more: '/Prev 9' }, 'trailer'],
    ['names another catalogue in its stream', { more: '/Root 2 0 R' }, 'trailer'],
    ['lists objects beyond the size of its table', { size: 61 }, 'trailer'],
  ])('which %s is refused', async (_what, options, code) => {
    const result = await hostile.outcome(hybridIncrement(signed, new Map([[6, field]]), options));
    expect(result).toMatchObject({ verdict: 'not-valid', codes: ['malformed-file'] });
    expect(result.details[0]).toMatch(new RegExp(`^${code}:`));
  });

  it('whose object stream holds what nothing lists is refused', async () => {
    const file = latin1(
      hybridIncrement(
        signed,
        new Map([
          [51, '(a)'],
          [52, '(b)'],
        ]),
      ),
    );
    const listed = join(file.replace(/\/Index \[51 1 52 1 57 1 58 1\]/, '/Index [51 1 53 1 57 1 58 1]'));
    const result = await hostile.outcome(listed);
    expect(result).toMatchObject({ verdict: 'not-valid', codes: ['malformed-file'] });
    expect(result.details[0]).toMatch(/^object-stream:/);
  });

  it('whose stream gives another place to a page which the signed revision shows is an alteration', async () => {
    const page =
      '<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 50 0 R /Annots [5 0 R 6 0 R]>>';
    const stored = append(signed, [content, { number: 1, body: catalogue }]);
    const result = await hostile.outcome(hybridIncrement(stored, new Map([[3, page]])));
    expect(result).toMatchObject({ verdict: 'not-valid', integrity: 'altered' });
  });
});

it('objects which a later table shows out of the signed bytes are no part of what was signed', async () => {
  const plain = hybridPdf({ objects: twoFieldObjects, hidden: [] });
  const end = latin1(plain).indexOf('%%EOF') + '%%EOF\n'.length;
  const first = await hostile.sign({ file: plain.subarray(0, end) });
  const stream = Number(/\/XRefStm (\d+)/.exec(latin1(plain))?.[1]);
  const table = `xref\n0 0\ntrailer\n<</Size 60 ${identifiers} /Prev ${startOf(first)} /XRefStm ${stream}>>\n`;
  const shown = join(first, table, `startxref\n${first.length}\n%%EOF\n`);
  expect((await hostile.outcome(first)).verdict).toBe('valid');
  expect((await hostile.outcome(shown)).verdict).toBe('not-valid');
});

it('a first revision which frees and uses an object in one section is refused', async () => {
  const file = hybridPdf({
    objects: twoFieldObjects,
    hidden: [5, 6, 7],
    table: '5 1\n0000000000 65535 f \n',
  });
  expect(() => openPdf(file)).toThrow('object 5 in two places');
});
