import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { identifiers, join, type SampleObject } from '../../pades/reader/sample-pdf.ts';
import {
  append,
  archive,
  type HostileSigner,
  hostileSigner,
  latin1,
  refused,
  sampleWith,
} from './hostile-signer.ts';

/** Shadow attacks (NDSS 2021): what is revealed later stood in the file, or was asked for by it, when it was signed. */
let hostile: HostileSigner;
beforeAll(async () => {
  hostile = await hostileSigner();
});

const page = (rest: string) =>
  `<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots [5 0 R 6 0 R] ${rest}>>`;
const stream = (text: string, rest = '') => `<<${rest} /Length ${text.length}>>\nstream\n${text}\nendstream`;
const overlay = { number: 8, body: stream('1 g 0 0 300 300 re f') };

async function revealed(
  base: readonly SampleObject[],
  later: readonly SampleObject[],
  trailer = identifiers,
) {
  const signed = await hostile.sign({ file: sampleWith(...base) });
  expect((await hostile.outcome(signed)).verdict).toBe('valid');
  return hostile.outcome(append(signed, later, trailer));
}

describe('hide: a cover is taken away', () => {
  const covered = [{ number: 3, body: page('/Contents [4 0 R 8 0 R]') }, overlay];
  it.each<[string, readonly SampleObject[]]>([
    ['from the page', [{ number: 3, body: page('/Contents [4 0 R]') }]],
    ['by writing it anew', [{ number: 8, body: stream('q Q') }]],
    ['by freeing what was a length', [{ number: 8, body: 'null' }]],
  ])('%s', async (_what, later) => {
    expect(await revealed(covered, [...archive(), ...later])).toMatchObject(refused);
  });

  it('by freeing its object', async () => {
    const signed = await hostile.sign({ file: sampleWith(...covered) });
    const text = latin1(append(signed, [...archive(), { number: 8, body: 'null' }]));
    const at = text.lastIndexOf('8 1\n');
    const freed = `${text.slice(0, at)}${text.slice(at).replace(/8 1\n\d{10} 00000 n/, '8 1\n0000000000 00001 f')}`;
    expect(await hostile.outcome(join(freed))).toMatchObject(refused);
  });

  it('by a /Size which ends before it', async () => {
    const signed = await hostile.sign({ file: sampleWith(...covered) });
    const small = latin1(append(signed, [])).replace(/\/Size 60/, '/Size 08');
    const result = await hostile.outcome(join(small));
    expect(result).toMatchObject(refused);
    expect(result.details.join()).toContain('/Size');
  });
});

describe('replace: the same object means something else', () => {
  const form = {
    number: 7,
    body: '<</Fields [5 0 R 6 0 R 9 0 R] /SigFlags 3 /NeedAppearances true /DA (/Late 12 Tf)>>',
  };
  const answer = (value: string, appearance: string) => ({
    number: 9,
    body: `<</Type /Annot /Subtype /Widget /FT /Tx /T (answer) /V (${value}) /Rect [9 9 99 29] /F 4 /P 3 0 R /AP <</N ${appearance}>>>>`,
  });
  const shown = {
    number: 10,
    body: stream('(Setuju) Tj', '/Type /XObject /Subtype /Form /BBox [0 0 90 20]'),
  };
  const font = { number: 8, body: '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>' };
  const base = [
    form,
    answer('Setuju', '10 0 R'),
    shown,
    font,
    { number: 3, body: page('/Contents 4 0 R /Resources <</Font <</F 8 0 R>>>>') },
  ];

  it.each<[string, readonly SampleObject[]]>([
    ['a font swapped', [{ number: 8, body: '<</Type /Font /Subtype /Type3 /CharProcs <<>>>>' }]],
    ['a form value', [answer('Tolak', '10 0 R')]],
    [
      'an appearance which differs from the value',
      [{ ...shown, body: stream('(Tolak!) Tj', '/Type /XObject /Subtype /Form /BBox [0 0 90 20]') }],
    ],
    ['an appearance pointed elsewhere', [answer('Setuju', '4 0 R')]],
    [
      'a font the form has only asked for until now',
      [{ ...form, body: form.body.replace('>>', '/DR <</Font <</Late 8 0 R>>>>>>') }],
    ],
    [
      'flags which say there is no signature',
      [{ ...form, body: form.body.replace('/SigFlags 3', '/SigFlags 0') }],
    ],
  ])('%s', async (_what, later) => {
    expect(await revealed(base, [...archive(), ...later])).toMatchObject(refused);
  });
});

describe('hide and replace: a second document waits in the file', () => {
  it('pages of its own, made the root', async () => {
    const hidden = [
      { number: 20, body: '<</Type /Catalog /Pages 21 0 R /AcroForm 7 0 R>>' },
      { number: 21, body: '<</Type /Pages /Kids [22 0 R] /Count 1>>' },
      { number: 22, body: page('/Contents 4 0 R') },
    ];
    const root = identifiers.replace('/Root 1 0 R', '/Root 20 0 R');
    expect(await revealed(hidden, archive(), root)).toMatchObject(refused);
    const pages = archive('', '/Pages 21 0 R /AcroForm 7 0 R');
    expect(await revealed(hidden, pages)).toMatchObject(refused);
  });

  it('a second definition of an object, to which a later table points', async () => {
    const other = `4 0 obj\n${stream('0 0 999 999 re f')}\nendobj\n`;
    const plain = latin1(sampleWith());
    const start = plain.lastIndexOf('xref\n0 1');
    const tail = plain.slice(start).replace(/startxref\n\d+/, `startxref\n${start + other.length}`);
    const signed = await hostile.sign({ file: join(`${plain.slice(0, start)}${other}${tail}`) });
    expect((await hostile.outcome(signed)).verdict).toBe('valid');

    const text = latin1(append(signed, archive()));
    const at = text.lastIndexOf('xref\n1 1');
    const row = `4 1\n${String(start).padStart(10, '0')} 00000 n \n`;
    const pointed = text.slice(at).replace('xref\n', `xref\n${row}`);

    expect(await hostile.outcome(join(text.slice(0, at) + pointed))).toMatchObject(refused);
  });

  it('a number the page draws, but which no object has: brought by validation data', async () => {
    const base = [{ number: 3, body: page('/Contents [4 0 R 50 0 R]') }];
    expect(await revealed(base, archive())).toMatchObject(refused);
  });

  it('a number the page draws: brought as the cross-reference stream of the revision', async () => {
    const signed = await hostile.sign({
      file: sampleWith({ number: 3, body: page('/Contents [4 0 R 59 0 R]') }),
    });
    const written: string[] = [];
    const offsets = new Map<number, number>();
    let at = signed.length;
    for (const { number, body } of archive()) {
      offsets.set(number, at);
      const text = `${number} 0 obj\n${body}\nendobj\n`;
      written.push(text);
      at += text.length;
    }
    offsets.set(59, at);
    const rows = [...offsets].map(([, offset]) => [1, offset >> 16, (offset >> 8) & 0xff, offset & 0xff, 0]);
    const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(latin1(signed))?.[1];
    const index = [...offsets.keys()].map((number) => `${number} 1`).join(' ');
    const section =
      `59 0 obj\n<</Type /XRef /Size 60 ${identifiers} /Prev ${previous} /W [1 3 1] /Index [${index}]` +
      ` /Length ${rows.length * 5}>>\nstream\n${String.fromCharCode(...rows.flat())}\nendstream\nendobj\n`;

    const result = await hostile.outcome(join(signed, ...written, section, `startxref\n${at}\n%%EOF\n`));

    expect(result).toMatchObject(refused);
    expect(result.details.join()).toContain('objects 59');
  });
});

describe('replace by an object stream, which changes objects that no entry of the revision names', () => {
  const objectStream = (contents: string, rest = '') =>
    stream(`20 0 ${contents}`, `/Type /ObjStm /N 1 /First 5 ${rest}`);
  const widget = (rest: string) =>
    `<</Type /Annot /Subtype /Widget /FT /Sig /T (regional-head) /Rect [0 0 0 0] /F 132 /P 3 0 R ${rest}>>`;

  /** The page draws what array 20 says, which stands in object stream 30. */
  function based(container: string, ...others: readonly SampleObject[]): Uint8Array {
    const file = sampleWith(
      { number: 3, body: page('/Contents 20 0 R') },
      overlay,
      { number: 30, body: container },
      ...others,
    );
    const text = latin1(file);
    const start = text.lastIndexOf('xref\n0 1');
    const row = '\x02\x00\x1e\x00';
    const section = `31 0 obj\n${stream(row, '/Type /XRef /W [1 2 1] /Index [20 1] /Size 32 /Root 1 0 R')}\nendobj\n`;
    const tail = text.slice(start).replace(/<<\/Size \d+/, `<</Size 32 /XRefStm ${start}`);
    return join(
      text.slice(0, start),
      section,
      tail.replace(/startxref\n\d+/, `startxref\n${start + section.length}`),
    );
  }

  /** The second widget shows `appearance`. */
  const base = (appearance: string): Uint8Array =>
    based(
      objectStream('[4 0 R]'),
      { number: 6, body: widget(`/AP <</N ${appearance}>>`) },
      { number: 9, body: stream('q Q', '/Type /XObject /Subtype /Form /BBox [0 0 1 1]') },
    );

  const second = (appearance: string): readonly SampleObject[] => [
    { number: 6, body: widget(`/V 51 0 R /AP <</N ${appearance}>>`) },
    {
      number: 51,
      body: `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20270104020000Z) /ByteRange [0 9999999999 9999999999 9999999999] /Contents <${'0'.repeat(5200)}>>>`,
    },
  ];

  it('as the appearance of the next signer', async () => {
    const signed = await hostile.sign({ file: base('30 0 R') });
    expect((await hostile.outcome(signed)).verdict).toBe('valid');
    const later = [...second('30 0 R'), { number: 30, body: objectStream('[8 0 R]') }];

    const result = await hostile.outcome(await hostile.signInto(append(signed, later)));

    expect(result).toMatchObject(refused);
    expect(result.details.join()).toContain('objects 30');
  });

  it('while an appearance of one’s own may be drawn anew', async () => {
    const signed = await hostile.sign({ file: base('9 0 R') });
    const form = stream('0 g 0 0 1 1 re f', '/Type /XObject /Subtype /Form /BBox [0 0 1 1]');
    const later = [...second('9 0 R'), { number: 9, body: form }];

    const result = await hostile.outcome(await hostile.signInto(append(signed, later)));

    expect(result.verdict).toBe('valid');
  });

  it('by the parameters of its filter, which were the document information as well', async () => {
    const rows = '20 0 [4 0 R]'.match(/.{4}/g)?.map((row) => `\0${row}`) ?? [];
    const data = deflateSync(Buffer.from(rows.join(''))).toString('latin1');
    const filter = '/Filter /FlateDecode /DecodeParms 14 0 R';
    const file = based(stream(data, `/Type /ObjStm /N 1 /First 5 ${filter}`), {
      number: 14,
      body: '<</Predictor 12 /Columns 4>>',
    });
    const information = `/Info 14 0 R ${identifiers}`;
    const signed = await hostile.sign({ file: join(latin1(file).replaceAll(identifiers, information)) });
    expect((await hostile.outcome(signed)).verdict).toBe('valid');
    const later = [...archive(), { number: 14, body: '<</Title (x)>>' }];

    const result = await hostile.outcome(append(signed, later, information));

    expect(result).toMatchObject(refused);
    expect(result.details.join()).toContain('objects 14');
  });
});
