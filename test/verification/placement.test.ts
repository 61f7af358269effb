import { describe, expect, it } from 'vitest';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { findingKinds } from '../../core/verification/finding.ts';
import { placementRule } from '../../core/verification/placement-rule.ts';
import { sampleWith } from './attacks/hostile-signer.ts';

/** Where signatures show themselves: told, and no matter of validity. */
const widget = (name: string, rectangle: string, rest = '') =>
  `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [${rectangle}] /F 132 /P 3 0 R ${rest}>>`;
const drawing = '<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 10>>\nstream\n0 0 9 9 re\nendstream';

function codes(
  head: string,
  regent: string,
  { rest = '', page = '/MediaBox [0 0 300 300]' }: { rest?: string; page?: string } = {},
) {
  const file = sampleWith(
    { number: 3, body: `<</Type /Page /Parent 2 0 R ${page} /Contents 4 0 R /Annots [5 0 R 6 0 R]>>` },
    { number: 5, body: widget('head', head, `/V 9 0 R ${rest}`) },
    { number: 6, body: widget('regional-head', regent, '/V 10 0 R') },
    { number: 8, body: drawing },
    { number: 9, body: '<</Type /Sig>>' },
    { number: 10, body: '<</Type /Sig>>' },
  );
  const found = placementRule(openPdf(file)).map(({ code }) => code);
  expect(found.every((code) => findingKinds[code][0] === 'note')).toBe(true);
  return found;
}

describe('nothing is told of', () => {
  it.each<[string, string, string]>([
    ['two boxes beside each other', '10 10 90 60', '100 10 190 60'],
    ['boxes which touch', '10 10 90 60', '90 10 190 60'],
    ['boxes without a size', '0 0 0 0', '-9 -9 -9 -9'],
    ['a box written from its other corner', '90 60 10 10', '100 10 190 60'],
  ])('%s', (_what, head, regent) => {
    expect(codes(head, regent)).toEqual([]);
  });
});

describe('is told', () => {
  it.each<[string, string, string, string]>([
    ['a signature over another', '10 10 90 60', '80 20 190 60', 'widget-overlap'],
    ['a signature inside another', '10 10 290 290', '80 20 190 60', 'widget-overlap'],
    ['a box half beyond the page', '10 10 90 60', '250 10 350 60', 'widget-outside-page'],
    ['a box beside the page', '10 10 90 60', '400 10 450 60', 'widget-outside-page'],
  ])('%s', (_what, head, regent, code) => {
    expect(codes(head, regent)).toEqual([code]);
  });

  it('a box which the visible part of the page leaves out', () => {
    const page = '/MediaBox [0 0 300 300] /CropBox [0 0 150 150]';
    expect(codes('10 10 90 60', '200 200 250 250', { page })).toEqual(['widget-outside-page']);
  });

  it('a drawing which has no place', () => {
    expect(codes('0 0 0 0', '100 10 190 60', { rest: '/AP <</N 8 0 R>>' })).toEqual(['widget-without-size']);
  });
});
