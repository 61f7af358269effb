import { appendRevision, identifiers, join, type SampleObject } from '../../pades/reader/sample-pdf.ts';
import {
  append,
  archive as emptyArchive,
  fromLatin1,
  type HostileSigner,
  latin1,
  sampleWith,
} from '../../verification/attacks/hostile-signer.ts';
import type { NamedFile } from './case-group.ts';

const content = { number: 4, body: '<</Length 19>>\nstream\n0 0 999 999 re f   \nendstream' };
const body = `${content.number} 0 obj\n${content.body}\nendobj\n`;
const stream = (text: string, rest = '') => `<<${rest} /Length ${text.length}>>\nstream\n${text}\nendstream`;
const pageWith = (rest: string) => ({
  number: 3,
  body: `<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] ${rest}>>`,
});
const annots = (more = '') => `/Annots [5 0 R 6 0 R ${more}]`;
const widget = (name: string, rest: string) =>
  `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [0 0 0 0] /F 132 /P 3 0 R ${rest}>>`;

/** Attacks which append: incremental saving, shadows, annotations over a certification, spoofed dictionaries. */
export async function tamperedRevisions(hostile: HostileSigner): Promise<readonly NamedFile[]> {
  const archive = archiveOf(hostile.signer.chain[1]);
  const signed = await hostile.sign();
  const text = latin1(signed);
  const number = Number(/\/V (\d+) 0 R/.exec(text)?.[1]);
  const dictionary = new RegExp(`\\n${number} 0 obj\\s([\\s\\S]*?)endobj`).exec(text)?.[1] ?? '';
  const oldStart = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  const over = async (base: readonly SampleObject[], later: readonly SampleObject[], trailer = identifiers) =>
    append(await hostile.sign({ file: sampleWith(...base) }), later, trailer);
  const covered = [
    pageWith(`${annots()} /Contents [4 0 R 8 0 R]`),
    { number: 8, body: stream('1 g 0 0 300 300 re f') },
  ];
  const uncovered = pageWith(`${annots()} /Contents [4 0 R]`);
  const [answered, answer] = answers();
  const hidden = [
    { number: 20, body: '<</Type /Catalog /Pages 21 0 R /AcroForm 7 0 R>>' },
    { number: 21, body: '<</Type /Pages /Kids [22 0 R] /Count 1>>' },
    { number: 22, body: pageWith(`${annots()} /Contents 8 0 R`).body },
    { number: 8, body: stream('0 0 300 300 re f') },
  ];
  const drawn = (level: number) => certifiedAndDrawn(hostile, level);
  return [
    ['control-signed', signed],
    ['control-archived', append(signed, archive())],
    ['isa-body-alone', join(signed, body)],
    ['isa-body-without-table', join(signed, `${body}startxref\n${oldStart}\n%%EOF\n`)],
    ['isa-comment-behind-the-end', join(signed, '% tambahan\n')],
    ['isa-revision', append(signed, [content])],
    ['isa-revision-with-a-copied-signature', append(signed, [content, { number, body: dictionary }])],
    [
      'isa-copied-signature-in-the-empty-field',
      append(signed, [
        { number: 6, body: widget('regional-head', '/V 55 0 R') },
        { number: 55, body: dictionary },
      ]),
    ],
    ['isa-behind-validation-data', append(signed, [...archive(), content])],
    ['isa-hidden-between-objects', hiddenBetween(append(signed, archive()))],
    ['shadow-hide', await over(covered, [...archive(), uncovered])],
    ['shadow-hide-written-anew', await over(covered, [...archive(), { number: 8, body: stream('q Q') }])],
    ['shadow-replace-value', await over(answered, [...archive(), answer])],
    [
      'shadow-hide-and-replace',
      await over(hidden, archive(), identifiers.replace('/Root 1 0 R', '/Root 20 0 R')),
    ],
    ['shadow-object-to-come', await over([pageWith(`${annots()} /Contents [4 0 R 50 0 R]`)], archive())],
    ['eaa-free-text', await drawn(3)],
    ['eaa-free-text-forbidden', await drawn(2)],
    ['eaa-free-text-nothing-allowed', await drawn(1)],
    [
      'annotation-without-certification',
      append(signed, [pageWith(`/Contents 4 0 R ${annots('55 0 R')}`), freeText]),
    ],
    ['spoofed-name', append(signed, [{ number, body: dictionary.replace('Siti Aminah', 'Orang Lain!') }])],
    ['shared-signature', append(signed, [{ number: 6, body: widget('regional-head', `/V ${number} 0 R`) }])],
    ['removed-signature', append(signed, [{ number: 5, body: widget('head', '') }])],
    ['removed-form', append(signed, [{ number: 1, body: '<</Type /Catalog /Pages 2 0 R>>' }])],
    [
      'script-brought-later',
      append(signed, archive('/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>')),
    ],
    ['layers-brought-later', append(signed, archive('/OCProperties <</OCGs [] /D <</OFF []>>>>'))],
    [
      'bomb-previous-loop',
      join(latin1(append(signed, [])).replace(/\/Prev \d+(?=[^/]*$)/, `/Prev ${signed.length}`)),
    ],
    ['bomb-page-tree', append(signed, [{ number: 2, body: '<</Type /Pages /Kids [2 0 R] /Count 1>>' }])],
    [
      'bomb-nesting',
      appendRevision(signed, [{ number: 7, body: '['.repeat(2000) + ']'.repeat(2000) }], {
        size: 60,
        trailer: identifiers,
      }),
    ],
  ];
}

const freeText = {
  number: 55,
  body: '<</Type /Annot /Subtype /FreeText /Contents (Batal) /DA (/Helv 40 Tf) /Rect [0 0 300 300] /F 4 /P 3 0 R>>',
};

/** A form with a filled field, and the same field with another value and its old appearance. */
function answers(): [readonly SampleObject[], SampleObject] {
  const field = (value: string) => ({
    number: 9,
    body: `<</Type /Annot /Subtype /Widget /FT /Tx /T (answer) /V (${value}) /Rect [9 9 99 29] /F 4 /P 3 0 R /AP <</N 10 0 R>>>>`,
  });
  const shown = stream('(Setuju) Tj', '/Type /XObject /Subtype /Form /BBox [0 0 90 20]');
  const base = [
    { number: 7, body: '<</Fields [5 0 R 6 0 R 9 0 R] /SigFlags 3>>' },
    { number: 8, body: 'null' },
    field('Setuju'),
    { number: 10, body: shown },
    pageWith(`/Contents 4 0 R ${annots('9 0 R')}`),
  ];
  return [base, field('Tolak!')];
}

/** Certified at a level, over the room a long reason leaves; then covered by an annotation (S&P 2021). */
async function certifiedAndDrawn(hostile: HostileSigner, level: number): Promise<Uint8Array> {
  const reference = `/Reference [<</TransformMethod /DocMDP /TransformParams <</P ${level} /V /1.2>>>>]`;
  const certified = await hostile.sign({
    reason: 'x'.repeat(200),
    change: (text) =>
      text.replace(/\/Reason ?(\([^)]*\)|<[0-9A-Fa-f]+>)/, (all) => reference.padEnd(all.length)),
  });
  return append(certified, [pageWith(`/Contents 4 0 R ${annots('55 0 R')}`), freeText]);
}

/** A security store which holds a certificate, so that nobody may refuse it for itself. */
const archiveOf = (certificate: Uint8Array) => (extra?: string, catalog?: string) =>
  emptyArchive(extra, catalog).map((one) =>
    one.number === 50 ? { ...one, body: stream(Buffer.from(certificate).toString('latin1')) } : one,
  );

function hiddenBetween(archived: Uint8Array): Uint8Array {
  const text = Buffer.from(archived).toString('latin1');
  const at = text.lastIndexOf('50 0 obj');
  const moved = text
    .slice(at)
    .replace(/startxref\n(\d+)/, (_all, n) => `startxref\n${Number(n) + body.length}`)
    .replace(/50 1\n(\d{10})/, (_all, n) => `50 1\n${String(Number(n) + body.length).padStart(10, '0')}`);
  return fromLatin1(`${text.slice(0, at)}${body}${moved}`);
}
