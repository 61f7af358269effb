import { join } from 'node:path';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import type { Variant } from '../typeset/variants.ts';
import { type GreyImage, greyImage } from './grey-image.ts';
import { pageImages } from './page-images.ts';

export const goldenFolder = join(import.meta.dirname, 'golden');

/** Enough to see every line and block; a changed digit is what the text tests are for. */
const dotsPerInch = 60;

const typesetter = createTypesetter();

/** The pages of a variant which are compared, by file name. Of long tables the first pages and the last one say all. */
export const renderGoldenPages = async ({
  name,
  facts,
}: Variant): Promise<ReadonlyMap<string, GreyImage>> => {
  const images = await pageImages(typesetter.typeset(facts).pdf, dotsPerInch);
  const kept = images.map((image, index) => [`${name}-${index + 1}.png`, image] as const);
  return new Map(
    kept
      .filter((_, index) => index < 3 || index === kept.length - 1)
      .map(([file, image]) => [file, greyImage(image)]),
  );
};

const tile = 12;

/**
 * The greatest mean difference, in shades of 255, of any square of 12 pixels: smoothing differs by a few shades
 * everywhere, a word that moved or is missing by many in one place. Infinity when the sizes differ.
 */
export const greatestDifference = (one: GreyImage, other: GreyImage): number => {
  if (one.width !== other.width || one.height !== other.height) return Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (let top = 0; top < one.height; top += tile)
    for (let left = 0; left < one.width; left += tile) {
      let sum = 0;
      for (let y = top; y < Math.min(top + tile, one.height); y += 1)
        for (let x = left; x < Math.min(left + tile, one.width); x += 1) {
          const at = y * one.width + x;
          sum += Math.abs((one.pixels[at] ?? 0) - (other.pixels[at] ?? 0));
        }
      greatest = Math.max(greatest, sum / tile ** 2);
    }
  return greatest;
};
