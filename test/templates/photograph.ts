import type { GreyImage } from './grey-image.ts';

/** What happens to a page between the printer and the reader. Lengths in pixels of the given image. */
export interface Photograph {
  /** Shades of black on paper and of white paper, before the light. */
  readonly ink: readonly [black: number, white: number];
  /** Standard deviation of the lens's blur. */
  readonly blur: number;
  /** Turned, in degrees. */
  readonly turn: number;
  /** The far edge is shorter by this share of the near one; the page leans backwards. */
  readonly lean: number;
  /** Light falls off towards the far corner, down to this share. */
  readonly shade: number;
  /** Standard deviation of the sensor's noise, in shades. */
  readonly noise: number;
}

/** A photograph of a page, the same for the same arguments. */
export const photograph = (page: GreyImage, how: Photograph): GreyImage =>
  expose(blurred(projected(page, how), how.blur), how);

/** Seen from the front and above: inverse mapping of each pixel, bilinear, with a desk around the page. */
const projected = (page: GreyImage, { turn, lean }: Photograph): GreyImage => {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const margin = Math.ceil(0.5 * Math.abs(sin) * Math.max(page.width, page.height)) + 8;
  const width = page.width + 2 * margin;
  const height = page.height + 2 * margin;
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const across = x - width / 2;
      const down = y - height / 2;
      // Rows farther up are farther away: both their width and their distance from each other shrink.
      const depth = 1 + lean * (0.5 - y / height);
      const u = (across * cos + down * sin) * depth + page.width / 2;
      const v = (-across * sin + down * cos) * depth + page.height / 2;
      pixels[y * width + x] = bilinear(page, u, v);
    }
  return { width, height, pixels };
};

const desk = 120;

const bilinear = (image: GreyImage, x: number, y: number): number => {
  const at = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= image.width || row >= image.height
      ? desk
      : (image.pixels[row * image.width + column] ?? desk);
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [dx, dy] = [x - left, y - top];
  const upper = at(left, top) * (1 - dx) + at(left + 1, top) * dx;
  const lower = at(left, top + 1) * (1 - dx) + at(left + 1, top + 1) * dx;
  return upper * (1 - dy) + lower * dy;
};

/** Gaussian, rows and columns apart. */
const blurred = (image: GreyImage, deviation: number): GreyImage => {
  const reach = Math.ceil(3 * deviation);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * deviation ** 2)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const pass = (pixels: Uint8Array, step: number, length: number, lane: number): Uint8Array => {
    const out = new Uint8Array(pixels.length);
    for (let start = 0; start < pixels.length / length; start += 1) {
      const origin = step === 1 ? start * lane : start;
      for (let index = 0; index < length; index += 1) {
        let value = 0;
        weights.forEach((weight, offset) => {
          const place = Math.min(length - 1, Math.max(0, index + offset - reach));
          value += weight * (pixels[origin + place * step] ?? 0);
        });
        out[origin + index * step] = Math.round(value / sum);
      }
    }
    return out;
  };
  const { width, height } = image;
  return { width, height, pixels: pass(pass(image.pixels, 1, width, width), width, height, 1) };
};

/** Uneven light and a noisy sensor; the noise is a fixed sequence (mulberry32), so a failure can be looked at again. */
const expose = (image: GreyImage, { ink, shade, noise }: Photograph): GreyImage => {
  const { width, height } = image;
  const [black, white] = ink;
  let state = 0x1ca7;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pixels = image.pixels.map((value, index) => {
    const far = (index % width) / width / 2 + (1 - Math.floor(index / width) / height) / 2;
    const light = 1 - (1 - shade) * far;
    const paper = black + ((white - black) * value) / 255;
    // Six uniform numbers are near enough to a normal one.
    const wobble = (uniform() + uniform() + uniform() + uniform() + uniform() + uniform() - 3) * Math.SQRT2;
    return Math.min(255, Math.max(0, Math.round(paper * light + wobble * noise)));
  });
  return { width, height, pixels };
};
