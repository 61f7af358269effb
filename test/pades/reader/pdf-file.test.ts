import { readdirSync, readFileSync } from 'node:fs';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openPdf } from '../../../core/pades/reader/pdf-file.ts';
import { PdfMalformed } from '../../../core/pades/reader/pdf-malformed.ts';
import { signatureFields } from '../../../core/pades/reader/signature-fields.ts';
import { appendRevision, identifiers, join, samplePdf, twoFieldObjects } from './sample-pdf.ts';

const folder = new URL('../../../../shared/data/signed-pdfs/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
const sample = samplePdf(twoFieldObjects, identifiers);
const base = { size: 8, trailer: identifiers };

function refused(file: Uint8Array, use: (pdf: ReturnType<typeof openPdf>) => unknown = () => undefined) {
  try {
    use(openPdf(file));
  } catch (error) {
    if (error instanceof PdfMalformed) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('files of other makers', () => {
  it.each(files)('opens %s and reads every object of every revision', (name) => {
    const pdf = openPdf(readFileSync(new URL(name, folder)));

    for (const { index, start, end } of pdf.revisions) {
      const view = pdf.at(index);
      for (const number of view.objectNumbers()) expect(view.object(number)?.object).toBe(number);
      expect(start).toBe(index === 0 ? 0 : pdf.revisions[index - 1]?.end);
      expect(end).toBeGreaterThan(start);
    }
    expect(pdf.revisions.at(-1)?.end).toBe(pdf.bytes.length);
  });
});

describe('revisions', () => {
  it('shows each revision as it was', () => {
    const changed = { number: 7, body: '<</Fields [5 0 R] /SigFlags 3>>' };
    const pdf = openPdf(appendRevision(sample, [changed], base));

    expect(pdf.revisions.map(({ start, end }) => [start, end])).toEqual([
      [0, sample.length],
      [sample.length, pdf.bytes.length],
    ]);
    expect(signatureFields(pdf.at(0)).map(({ name }) => name)).toEqual(['head', 'regional-head']);
    expect(signatureFields(pdf.at(1)).map(({ name }) => name)).toEqual(['head']);
    expect(pdf.xrefKind).toBe('table');
    expect(pdf.size).toBe(8);
    expect(pdf.id?.[0]).toHaveLength(16);
  });

  it('tells field, widget and page', () => {
    expect(signatureFields(openPdf(sample).last)[1]).toMatchObject({
      name: 'regional-head',
      object: 6,
      widgets: [{ object: 6, page: 1, pageObject: 3 }],
      signature: null,
    });
  });

  it.each([
    ['junk before the first byte', join(' ', sample), 'header'],
    ['junk at the end', join(sample, 'junk'), 'eof-marker'],
    ['a second end of line', join(sample, '\n'), 'eof-marker'],
    [
      'an object nobody lists',
      appendRevision(sample, [], { ...base, junk: '4 0 obj null endobj\n' }),
      'unexplained-bytes',
    ],
    ['bytes between revisions', appendRevision(sample, [], { ...base, junk: 'junk\n' }), 'unexplained-bytes'],
    [
      'an object listed twice',
      appendRevision(
        sample,
        [
          { number: 4, body: '1' },
          { number: 4, body: '2' },
        ],
        base,
      ),
      'xref-entry',
    ],
    ['an object beyond /Size', appendRevision(sample, [{ number: 9, body: 'null' }], base), 'xref-entry'],
    [
      'encryption',
      appendRevision(sample, [], { ...base, trailer: '/Root 1 0 R /Encrypt 4 0 R' }),
      'encrypted',
    ],
    ['an empty file', new Uint8Array(), 'header'],
  ])('refuses %s', (_what, file, code) => {
    expect(refused(file)).toBe(code);
  });

  it('refuses every truncation which is not a whole revision', () => {
    const file = appendRevision(sample, [{ number: 4, body: 'null' }], base);
    const accepted: number[] = [];
    for (let length = 0; length < file.length; length++) {
      if (refused(file.subarray(0, length)) === 'accepted') accepted.push(length);
    }
    // The last line feed after %%EOF may be missing.
    expect(accepted).toEqual([sample.length - 1, sample.length, file.length - 1]);
  });
});

describe('hostile files end in an answer', () => {
  const text = new TextDecoder('latin1').decode(sample);

  it('a /Prev which leads back', () => {
    const start = Number(/startxref\s+(\d+)/.exec(text)?.[1]);
    const looped = join(text.replace('/Size 8 ', `/Size 8 /Prev ${start} `));
    expect(refused(looped)).toBe('xref-loop');
  });

  it('a table which claims more entries than the file has bytes', () => {
    expect(refused(join(text.replace('\n7 1\n', '\n7 999999\n')))).toBe('xref');
  });

  it('a page tree which contains itself', () => {
    const objects = twoFieldObjects.map((one) =>
      one.number === 2 ? { number: 2, body: '<</Type /Pages /Kids [2 0 R] /Count 1>>' } : one,
    );
    expect(refused(samplePdf(objects), (pdf) => signatureFields(pdf.last))).toBe('page-tree');
  });

  it('a field tree which contains itself', () => {
    const objects = twoFieldObjects.map((one) =>
      one.number === 5 ? { number: 5, body: '<</T (a) /Kids [5 0 R]>>' } : one,
    );
    expect(refused(samplePdf(objects), (pdf) => signatureFields(pdf.last))).toBe('form');
  });

  it('a stream whose length is its own object', () => {
    const objects = [...twoFieldObjects, { number: 8, body: '<</Length 8 0 R>>\nstream\nx\nendstream' }];
    expect(refused(samplePdf(objects), (pdf) => pdf.last.object(8))).toBe('object-loop');
  });

  it('a stream longer than it says', () => {
    const objects = [...twoFieldObjects, { number: 8, body: '<</Length 2>>\nstream\nabcdef\nendstream' }];
    expect(refused(samplePdf(objects), (pdf) => pdf.last.object(8))).toBe('stream');
  });

  it('references which lead to each other', () => {
    const objects = [...twoFieldObjects, { number: 8, body: '9 0 R' }, { number: 9, body: '8 0 R' }];
    const start = { kind: 'reference', object: 8, generation: 0, start: 0, end: 0 } as const;
    expect(refused(samplePdf(objects), (pdf) => pdf.last.resolve(start))).toBe('object-loop');
  });

  it('a stream which inflates without end', () => {
    const bomb = String.fromCharCode(
      ...zlibSync(new Uint8Array(70 * 1024 * 1024), { level: 6 }).subarray(0, 75_000),
    );
    const body = `<</Filter /FlateDecode /Length ${bomb.length}>>\nstream\n${bomb}\nendstream`;
    const file = samplePdf([...twoFieldObjects, { number: 8, body }]);
    const decode = (pdf: ReturnType<typeof openPdf>) => {
      const value = pdf.last.object(8)?.value;
      return value?.kind === 'stream' && pdf.decode(value, pdf.last);
    };
    expect(refused(file, decode)).toBe('limit');
  });
});
