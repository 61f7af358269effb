import { createRequire } from 'node:module';
import type decoder from 'jsqr';
import { describe, expect, test } from 'vitest';
import { type DocumentKind, documentKinds } from '../../core/typeset/facts.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { sampleFacts } from '../typeset/sample-facts.ts';
import { type GreyImage, greyImage } from './grey-image.ts';
import { pageImages } from './page-images.ts';
import { type Photograph, photograph } from './photograph.ts';

// A CommonJS module whose types describe an ES module: a plain import is typed as what it is not.
const { default: jsQR }: { default: typeof decoder.default } = createRequire(import.meta.url)('jsqr');

/** A telephone held aslant over a print, in the shadow of whoever holds it. */
const telephone: Photograph = { ink: [45, 225], blur: 1.1, turn: 8, lean: 0.12, shade: 0.55, noise: 4 };
const dotsPerInch = 150;
const code = '7K3M9Q2XW5T8R4VNC';
const link = `https://ikrar.langkatkab.example.go.id/d/${code}`;

const typesetter = createTypesetter();

const read = ({ width, height, pixels }: GreyImage) => {
  const colours = new Uint8ClampedArray(4 * pixels.length);
  pixels.forEach((value, index) => {
    colours.fill(value, 4 * index, 4 * index + 3);
    colours[4 * index + 3] = 255;
  });
  return jsQR(colours, width, height, { inversionAttempts: 'dontInvert' });
};

/** The first page of a kind, and where its code stands. */
const print = async (kind: DocumentKind) => {
  const pages = await pageImages(typesetter.typeset({ ...sampleFacts(kind), link, code }).pdf, dotsPerInch);
  if (pages[0] === undefined) throw new Error('expected a page');
  const page = greyImage(pages[0]);
  const found = read(page);
  if (found === null) throw new Error('expected a code');
  return { page, place: found.location, modules: 17 + 4 * found.version };
};
const prints = new Map<DocumentKind, ReturnType<typeof print>>();
const printed = (kind: DocumentKind) => {
  const standing = prints.get(kind) ?? print(kind);
  prints.set(kind, standing);
  return standing;
};

describe.each(documentKinds)('%s: the code, printed and photographed,', (kind) => {
  test('reads as exactly the link', async () => {
    const { page, place } = await printed(kind);

    expect(read(photograph(framed(page, place), telephone))?.data).toBe(link);
  });

  test('still reads under a stain', async () => {
    const { page, place } = await printed(kind);

    expect(read(photograph(framed(covered(page, place, 0.2), place), telephone))?.data).toBe(link);
  });

  test('is not read at all when more is covered than can be restored', async () => {
    const { page, place } = await printed(kind);

    expect(read(framed(covered(page, place, 0.6), place))).toBeNull();
    expect(read(photograph(framed(covered(page, place, 0.6), place), telephone))).toBeNull();
  });

  test('stands in a quiet zone of four modules', async () => {
    const { page, place, modules } = await printed(kind);
    const { topLeftCorner: from, bottomRightCorner: to } = place;
    const zone = (3.8 * (to.x - from.x)) / modules;

    let darkest = 255;
    for (let y = Math.ceil(from.y - zone); y < to.y + zone; y += 1)
      for (let x = Math.ceil(from.x - zone); x < to.x + zone; x += 1) {
        const inside = x > from.x - 2 && x < to.x + 2 && y > from.y - 2 && y < to.y + 2;
        if (!inside) darkest = Math.min(darkest, page.pixels[y * page.width + x] ?? 0);
      }

    expect(darkest).toBe(255);
  });
});

type Corner = { readonly x: number; readonly y: number };
type Place = { readonly topLeftCorner: Corner; readonly bottomRightCorner: Corner };

/** What the camera sees: the code, and around it the text, rules and frames that stand beside it. */
const framed = (page: GreyImage, { topLeftCorner: from, bottomRightCorner: to }: Place): GreyImage => {
  const reach = 1.1 * (to.x - from.x);
  const [left, top] = [Math.max(0, Math.floor(from.x - reach)), Math.max(0, Math.floor(from.y - reach))];
  const width = Math.min(page.width, Math.ceil(to.x + reach)) - left;
  const height = Math.min(page.height, Math.ceil(to.y + reach)) - top;
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const start = (top + row) * page.width + left;
    pixels.set(page.pixels.subarray(start, start + width), row * width);
  }
  return { width, height, pixels };
};

/** A grey spot in the middle of the code, `share` of its side wide. */
const covered = (page: GreyImage, place: Place, share: number): GreyImage => {
  const side = place.bottomRightCorner.x - place.topLeftCorner.x;
  const [x, y] = [
    (place.topLeftCorner.x + place.bottomRightCorner.x) / 2,
    (place.topLeftCorner.y + place.bottomRightCorner.y) / 2,
  ];
  const reach = (share * side) / 2;
  const pixels = page.pixels.map((value, index) => {
    const away = Math.max(Math.abs((index % page.width) - x), Math.abs(Math.floor(index / page.width) - y));
    return away < reach ? 100 : value;
  });
  return { ...page, pixels };
};
