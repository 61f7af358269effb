import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { appendRevision, identifiers, join, type SampleObject } from '../../pades/reader/sample-pdf.ts';
import { append, type HostileSigner, hostileSigner, latin1, sampleWith } from './hostile-signer.ts';

/** Files which want a parser's time, memory or stack. Each ends at the limit which is named, and is never valid. */
let hostile: HostileSigner;
let signed: Uint8Array;
beforeAll(async () => {
  hostile = await hostileSigner();
  signed = await hostile.sign();
});

async function ends(file: Uint8Array, code: string): Promise<void> {
  const result = await hostile.outcome(file);
  expect(result.verdict).toBe('not-valid');
  expect(result.codes).toEqual(['malformed-file']);
  expect(result.details[0]).toMatch(new RegExp(`^${code}:`));
}

const stream = (data: Buffer, rest: string) =>
  `<<${rest} /Length ${data.length}>>\nstream\n${data.toString('latin1')}\nendstream`;
const bomb = (megabytes: number) => deflateSync(Buffer.alloc(megabytes * 1024 * 1024), { level: 9 });
const startOf = (file: Uint8Array) => Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(latin1(file))?.[1]);

/** A revision whose cross-reference stream has this dictionary and data. */
function withSection(dictionary: string, data: Buffer): Uint8Array {
  const at = signed.length;
  const body = stream(data, `/Type /XRef ${identifiers} /Prev ${startOf(signed)} ${dictionary}`);
  return join(signed, `59 0 obj\n${body}\nendobj\n`, `startxref\n${at}\n%%EOF\n`);
}

describe('loops', () => {
  it('a /Prev which leads to itself', () => {
    const text = latin1(append(signed, []));
    const at = signed.length;
    return ends(join(text.replace(/\/Prev \d+(?=[^/]*$)/, `/Prev ${at}`)), 'xref-loop');
  });

  it.each<[string, readonly SampleObject[], string]>([
    ['a page tree', [{ number: 2, body: '<</Type /Pages /Kids [2 0 R] /Count 1>>' }], 'page-tree'],
    [
      'a page tree through another node',
      [
        { number: 2, body: '<</Type /Pages /Kids [40 0 R] /Count 1>>' },
        { number: 40, body: '<</Type /Pages /Kids [2 0 R] /Count 1>>' },
      ],
      'page-tree',
    ],
    ['a field tree', [{ number: 6, body: '<</T (a) /Kids [6 0 R]>>' }], 'form'],
    ['the form, which is a reference to itself', [{ number: 7, body: '7 0 R' }], 'object-loop'],
    [
      'a stream whose length is its own object',
      [{ number: 4, body: '<</Length 4 0 R>>\nstream\nx\nendstream' }],
      'object-loop',
    ],
  ])('%s', (_what, objects, code) => ends(append(signed, objects), code));

  it('object streams which hold each other', () => {
    const rows = Buffer.from([2, 0, 58, 0, 2, 0, 57, 0]);
    return ends(withSection('/Size 60 /W [1 2 1] /Index [57 2]', rows), 'object-stream');
  });

  it('an object stream which holds itself', () => {
    const rows = Buffer.from([2, 0, 58, 0]);
    return ends(withSection('/Size 60 /W [1 2 1] /Index [58 1]', rows), 'object-stream');
  });

  it('/Extends is not followed', async () => {
    const objects = Buffer.from('57 0 (x)');
    const at = signed.length;
    const container = `58 0 obj\n${stream(objects, '/Type /ObjStm /N 1 /First 5 /Extends 58 0 R')}\nendobj\n`;
    const section = at + container.length;
    const rows = Buffer.from([2, 0, 0, 58, 0, 1, at >> 16, (at >> 8) & 255, at & 255, 0]);
    const body = stream(
      rows,
      `/Type /XRef ${identifiers} /Prev ${startOf(signed)} /Size 60 /W [1 3 1] /Index [57 2]`,
    );
    const file = join(signed, container, `59 0 obj\n${body}\nendobj\n`, `startxref\n${section}\n%%EOF\n`);
    expect(await hostile.outcome(file)).toMatchObject({
      verdict: 'not-valid',
      codes: ['changed-after-signing', 'changed-after-signing'],
    });
  });
});

describe('inflation', () => {
  it('a cross-reference stream', () =>
    ends(withSection('/Size 60 /W [1 2 1] /Filter /FlateDecode', bomb(70)), 'limit'));

  it('a cross-reference stream inflated twice', () =>
    ends(
      withSection('/Size 60 /W [1 2 1] /Filter [/FlateDecode /FlateDecode]', deflateSync(bomb(70))),
      'limit',
    ));

  it('five filters', () =>
    ends(withSection(`/Size 60 /W [1 2 1] /Filter [${'/FlateDecode '.repeat(5)}]`, bomb(1)), 'limit'));

  it('a predictor of rows wider than any table', () =>
    ends(
      withSection(
        '/Size 60 /W [1 2 1] /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 2147483647>>',
        bomb(1),
      ),
      'filter',
    ));

  it('many sections which inflate a little less each', () => {
    let file = signed;
    const data = bomb(60);
    for (let i = 0; i < 5; i++) {
      const at = file.length;
      const body = stream(
        data,
        `/Type /XRef ${identifiers} /Prev ${startOf(file)} /Size 60 /W [1 2 1] /Filter /FlateDecode`,
      );
      file = join(file, `59 0 obj\n${body}\nendobj\n`, `startxref\n${at}\n%%EOF\n`);
    }
    return hostile.outcome(file).then(({ verdict }) => expect(verdict).toBe('not-valid'));
  });
});

describe('depth', () => {
  it.each<[string, string]>([
    ['arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['dictionaries', '<</A '.repeat(50_000) + '>>'.repeat(50_000)],
    ['brackets of a string', `${'('.repeat(100_000)}`],
  ])('%s inside each other', (what, body) =>
    ends(append(signed, [{ number: 7, body }]), what.startsWith('brackets') ? 'syntax' : 'nesting'),
  );

  it('a page tree', () => {
    const nodes = Array.from({ length: 100 }, (_none, at) => ({
      number: 10 + at,
      body: `<</Type /Pages /Kids [${11 + at} 0 R] /Count 1>>`,
    }));
    const root = { number: 2, body: '<</Type /Pages /Kids [10 0 R] /Count 1>>' };
    return ends(appendRevision(signed, [root, ...nodes], { size: 200, trailer: identifiers }), 'limit');
  });
});

describe('lies of the cross-reference', () => {
  it.each<[string, string, Buffer, string]>([
    ['/Index beyond the data', '/Size 9999999 /W [1 2 1] /Index [0 8000000]', Buffer.alloc(8), 'xref'],
    ['/Index beyond all objects', '/Size 9999999 /W [1 2 1] /Index [8388600 100]', Buffer.alloc(400), 'xref'],
    [
      '/Index with an object twice',
      '/Size 60 /W [1 2 1] /Index [57 1 57 1]',
      Buffer.from([1, 0, 9, 0, 1, 0, 9, 0]),
      'xref-entry',
    ],
    ['/Index of an odd length', '/Size 60 /W [1 2 1] /Index [57]', Buffer.from([1, 0, 9, 0]), 'xref'],
    ['/W of four', '/Size 60 /W [1 2 1 1]', Buffer.alloc(8), 'xref'],
    ['/W of wide fields', '/Size 60 /W [1 900 1]', Buffer.alloc(8), 'xref'],
    ['/W of nothing', '/Size 60 /W [0 0 0] /Index [0 8000000]', Buffer.alloc(0), 'xref'],
    ['/W negative', '/Size 60 /W [1 -2 1]', Buffer.alloc(8), 'xref'],
    [
      'an entry of an unknown type',
      '/Size 60 /W [1 2 1] /Index [57 1]',
      Buffer.from([7, 0, 9, 0]),
      'xref-entry',
    ],
    ['an object beyond /Size', '/Size 60 /W [1 2 1] /Index [70 1]', Buffer.from([1, 0, 9, 0]), 'xref-entry'],
    [
      'a compressed object beyond /Size',
      '/Size 60 /W [1 2 1] /Index [70 1]',
      Buffer.from([2, 0, 9, 0]),
      'xref-entry',
    ],
    ['more data than entries', '/Size 60 /W [1 2 1] /Index [57 1]', Buffer.alloc(400), 'xref'],
  ])('%s', (_what, dictionary, data, code) => ends(withSection(dictionary, data), code));

  it('a table which claims more rows than there are bytes', () => {
    const text = latin1(append(signed, [{ number: 50, body: 'null' }]));
    return ends(join(text.replace(/\n50 1\n/, '\n50 8000000\n')), 'xref');
  });

  it('two objects at one place', () => {
    const text = latin1(
      append(signed, [
        { number: 50, body: 'null' },
        { number: 51, body: 'null' },
      ]),
    );
    const offset = /\n50 1\n(\d{10})/.exec(text)?.[1] ?? '';
    return ends(join(text.replace(/\n51 1\n\d{10}/, `\n51 1\n${offset}`)), 'object');
  });
});

describe('numbers', () => {
  it('more revisions than any document has', () => {
    let file = signed;
    for (let i = 0; i < 260; i++) file = append(file, []);
    return ends(file, 'limit');
  });

  it('a million tiny objects in one stream', () => {
    const header = Array.from({ length: 200_000 }, (_none, at) => `${at + 100} 0`).join(' ');
    const at = signed.length;
    const data = deflateSync(Buffer.from(`${header} 1`));
    const container = `58 0 obj\n${stream(data, `/Type /ObjStm /N 8000000 /First ${header.length + 1} /Filter /FlateDecode`)}\nendobj\n`;
    const rows = Buffer.from([2, 0, 0, 58, 0, 1, at >> 16, (at >> 8) & 255, at & 255, 0]);
    const section = at + container.length;
    const body = stream(
      rows,
      `/Type /XRef ${identifiers} /Prev ${startOf(signed)} /Size 60 /W [1 3 1] /Index [57 2]`,
    );
    const file = join(signed, container, `59 0 obj\n${body}\nendobj\n`, `startxref\n${section}\n%%EOF\n`);
    return ends(file, 'object-stream');
  });

  it('more kids of one page node than pages are read', () => {
    const kids = Array.from({ length: 20_050 }, (_none, at) => at + 100);
    const objects = kids.map((number) => ({ number, body: '<</Type /Pages>>' }));
    const root = { number: 2, body: `<</Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>` };
    let text = '';
    const rows: string[] = [];
    for (const { number, body } of [root, ...objects]) {
      rows.push(`${number} 1\n${String(signed.length + text.length).padStart(10, '0')} 00000 n \n`);
      text += `${number} 0 obj\n${body}\nendobj\n`;
    }
    const trailer = `trailer\n<</Size 30000 ${identifiers} /Prev ${startOf(signed)}>>\n`;
    const start = signed.length + text.length;
    return ends(join(signed, text, `xref\n${rows.join('')}${trailer}startxref\n${start}\n%%EOF\n`), 'limit');
  });

  it('fifty-one signatures are all judged', { timeout: 60_000 }, async () => {
    const names = Array.from({ length: 51 }, (_none, at) => ({ number: 100 + at, name: `f${at}` }));
    const references = names.map(({ number }) => `${number} 0 R`).join(' ');
    const fields = names.map(({ number, name }) => ({
      number,
      body: `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [0 0 0 0] /F 132 /P 3 0 R>>`,
    }));
    const page = `<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Annots [${references}]>>`;
    const form = { number: 7, body: `<</Fields [${references}] /SigFlags 3>>` };
    let file = sampleWith({ number: 3, body: page }, form, ...fields);
    for (const { name } of names) file = await hostile.sign({ file, field: name });

    expect(await hostile.outcome(file)).toMatchObject({ verdict: 'valid', codes: [] });
    const content = { number: 4, body: '<</Length 2>>\nstream\nq \nendstream' };
    const later = appendRevision(file, [content], { size: 300, trailer: identifiers });
    const { verdict, codes } = await hostile.outcome(later);
    expect(verdict).toBe('not-valid');
    expect(codes.filter((code) => code === 'changed-after-signing').length).toBeGreaterThanOrEqual(51);
  });
});
