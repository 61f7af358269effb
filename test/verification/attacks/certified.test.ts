import { beforeAll, describe, expect, it } from 'vitest';
import { identifiers, type SampleObject, samplePdf, twoFieldObjects } from '../../pades/reader/sample-pdf.ts';
import { append, archive, type HostileSigner, hostileSigner, latin1, refused } from './hostile-signer.ts';

/** EAA and SSA (IEEE S&P 2021): what a certification still allows, drawn over what was certified. */
let hostile: HostileSigner;
let certified: Map<number, Uint8Array>;
beforeAll(async () => {
  hostile = await hostileSigner();
  certified = new Map();
  for (const level of [0, 1, 2, 3]) certified.set(level, await certifiedAt(level));
});

/** Certified with that /P over the room a long /Reason leaves; 0 is a plain signature. */
async function certifiedAt(level: number): Promise<Uint8Array> {
  const reference = `/Reference [<</TransformMethod /DocMDP /TransformParams <</P ${level} /V /1.2>>>>]`;
  const plain = samplePdf(twoFieldObjects, identifiers);
  return hostile.sign({
    file: plain,
    reason: 'x'.repeat(200),
    change: (text) =>
      level === 0
        ? text
        : text.replace(/\/Reason ?(\([^)]*\)|<[0-9A-Fa-f]+>)/, (all) => reference.padEnd(all.length)),
  });
}

const file = (level: number) => certified.get(level) ?? new Uint8Array();
const pageWith = (annotation: string) => ({
  number: 3,
  body: `<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Annots [5 0 R 6 0 R ${annotation}]>>`,
});
const cover = '/Rect [0 0 300 300] /F 4 /P 3 0 R';

describe.each([0, 1, 2, 3])('at level %i', (level) => {
  it('the file itself is valid', async () => {
    expect((await hostile.outcome(file(level))).verdict).toBe('valid');
  });

  it.each(['FreeText', 'Stamp', 'Highlight', 'Redact', 'Square', 'Link', 'Popup', 'Widget'])(
    'an annotation is refused: %s',
    async (subtype) => {
      const drawn = { number: 55, body: `<</Type /Annot /Subtype /${subtype} /Contents (x) ${cover}>>` };
      const later = append(file(level), [...archive(), pageWith('55 0 R'), drawn]);
      expect(await hostile.outcome(later)).toMatchObject(refused);
    },
  );

  it('an empty field which covers the page is refused', async () => {
    const drawn = { number: 55, body: `<</Type /Annot /Subtype /Widget /FT /Sig /T (x) ${cover}>>` };
    const form = { number: 7, body: '<</Fields [5 0 R 6 0 R 55 0 R] /SigFlags 3>>' };
    const later = append(file(level), [...archive(), pageWith('55 0 R'), form, drawn]);
    expect(await hostile.outcome(later)).toMatchObject(refused);
  });
});

/** A new field, empty in the file to sign; the hostile signer fills it in the same revision by his own hand. */
async function signedIntoNewField(level: number, widget: string, more: readonly SampleObject[] = []) {
  const appended = append(file(level), [
    pageWith('55 0 R'),
    { number: 7, body: '<</Fields [5 0 R 6 0 R 55 0 R] /SigFlags 3>>' },
    { number: 55, body: `<<${widget} /FT /Sig /T (baru) /P 3 0 R /V 56 0 R>>` },
    { number: 56, body: dictionary },
    ...more,
  ]);
  return hostile.outcome(await hostile.signInto(appended));
}

const dictionary =
  `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20270104020000Z)` +
  ` /ByteRange [0 9999999999 9999999999 9999999999] /Contents <${'0'.repeat(5200)}>>>`;
const hidden = '/Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132';

describe('a new field, signed by a trusted key in the revision which brings it', () => {
  it('that shows nothing is accepted, so that the others mean something', async () => {
    expect((await signedIntoNewField(0, hidden)).verdict).toBe('valid');
    expect((await signedIntoNewField(2, hidden)).verdict).toBe('valid');
  });

  it('that is visible is told, and refused after a certification', async () => {
    const visible = hidden.replace('[0 0 0 0]', '[0 0 300 300]');
    expect(await signedIntoNewField(0, visible)).toMatchObject({ codes: ['new-visible-field'] });
    const result = await signedIntoNewField(2, visible);
    expect(result).toMatchObject(refused);
    expect(result.codes).toContain('certification-violated');
  });

  it.each<[string, string]>([
    ['another kind of annotation', hidden.replace('/Widget', '/Polygon /Vertices [0 0 300 0 300 300]')],
    [
      'a kind of annotation drawn by its quads',
      hidden.replace('/Widget', '/Highlight /QuadPoints [0 0 9 0 0 9 9 9]'),
    ],
    ['an action', `${hidden} /A <</S /JavaScript /JS (x)>>`],
    ['an action of its own on opening', `${hidden} /AA <</PO <</S /JavaScript /JS (x)>>>>`],
    ['a parent which has no such kid', `${hidden} /Parent 5 0 R`],
    ['a layer of its own', `${hidden} /OC 4 0 R`],
    ['no subtype at all', '/Type /Annot /Rect [0 0 0 0] /F 132'],
  ])('with %s is refused', async (_what, widget) => {
    const result = await signedIntoNewField(0, widget);
    expect(result).toMatchObject(refused);
    expect(result.codes).toContain('changed-after-signing');
  });

  it('whose line without width has a border is visible', async () => {
    const line = hidden.replace('[0 0 0 0]', '[0 0 0 300] /Border [0 0 600]');
    expect(await signedIntoNewField(2, line)).toMatchObject(refused);
  });

  it('which writes an old object beside it is refused', async () => {
    const content = { number: 4, body: '<</Length 2>>\nstream\nq \nendstream' };
    expect(await signedIntoNewField(0, hidden, [content])).toMatchObject(refused);
  });

  it('the certification of the first revision is where it was put', () => {
    expect(latin1(file(2))).toContain('/DocMDP');
  });
});
