import { beforeAll, describe, expect, it } from 'vitest';
import type { SampleObject } from '../../pades/reader/sample-pdf.ts';
import { append, archive, type HostileSigner, hostileSigner, refused, sampleWith } from './hostile-signer.ts';

/** What can show something else tomorrow although no byte changes. Signed with the file it is a red flag; later, a change. */
let hostile: HostileSigner;
beforeAll(async () => {
  hostile = await hostileSigner();
});

const script = '<</S /JavaScript /JS (app.alert\\(1\\))>>';
const catalog = (rest: string) => ({
  number: 1,
  body: `<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R ${rest}>>`,
});
const page = (rest: string) => ({
  number: 3,
  body: `<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Annots [5 0 R 6 0 R] ${rest}>>`,
});
const form = (rest: string) => ({ number: 7, body: `<</Fields [5 0 R 6 0 R] /SigFlags 3 ${rest}>>` });
const layers = (rest: string) => `/OCProperties <</OCGs [8 0 R] /D <<${rest}>>>>`;
const layer = { number: 8, body: '<</Type /OCG /Name (a)>>' };

const cases: [string, readonly SampleObject[], string][] = [
  ['a script on opening', [catalog(`/OpenAction ${script}`)], '/JavaScript'],
  ['a program started on opening', [catalog('/OpenAction <</S /Launch /F (x.exe)>>')], '/Launch'],
  ['an action of the document', [catalog(`/AA <</WS ${script}>>`)], '/AA'],
  ['a named script', [catalog(`/Names <</JavaScript <</Names [(a) ${script}]>>>>`)], '/JavaScript'],
  ['an action of a page', [page(`/AA <</O ${script}>>`)], '/AA'],
  ['a layer switched by a link', [page('/X <</S /SetOCGState /State [/OFF 8 0 R]>>'), layer], '/SetOCGState'],
  ['a form which sends itself', [page('/X <</S /SubmitForm /F (https://x)>>')], '/SubmitForm'],
  ['XFA', [form('/XFA 4 0 R')], '/XFA'],
  ['appearances drawn anew', [form('/NeedAppearances true')], '/NeedAppearances'],
  ['rendering asked for', [catalog('/NeedsRendering true')], '/NeedsRendering'],
  ['a layer hidden at first', [catalog(layers('/OFF [8 0 R]')), layer], '/OCProperties'],
  ['all layers hidden at first', [catalog(layers('/BaseState /OFF')), layer], '/OCProperties'],
  [
    'a layer for print alone',
    [catalog(layers('/AS [<</Event /Print /OCGs [8 0 R] /Category [/Print]>>]')), layer],
    '/OCProperties',
  ],
];

describe.each(cases)('%s', (_what, objects, key) => {
  it('signed with the file is told beside the verdict', async () => {
    const result = await hostile.outcome(await hostile.sign({ file: sampleWith(...objects) }));

    expect(result.codes).toContain('active-content');
    expect(result.details.join()).toContain(key);
  });

  it('brought later is a change', async () => {
    const later = [...archive(), ...objects];
    const last = [...new Map(later.map((one) => [one.number, one])).values()];
    expect(await hostile.outcome(append(await hostile.sign(), last))).toMatchObject(refused);
  });
});

it('links and jumps are not active', async () => {
  const objects = [
    catalog('/OpenAction [3 0 R /Fit]'),
    page('/X [<</S /URI /URI (https://contoh.go.id)>> <</S /GoTo /D [3 0 R /Fit]>>]'),
  ];
  const result = await hostile.outcome(await hostile.sign({ file: sampleWith(...objects) }));
  expect(result).toMatchObject({ verdict: 'valid', codes: [] });
});

it('a stream whose data stands in another file was not signed', async () => {
  const content = { number: 4, body: '<</Length 2 /F (other.bin)>>\nstream\nq \nendstream' };
  const result = await hostile.outcome(await hostile.sign({ file: sampleWith(content) }));
  expect(result).toMatchObject({
    verdict: 'cannot-tell',
    integrity: 'unknown',
    codes: ['content-outside-file'],
  });
});
