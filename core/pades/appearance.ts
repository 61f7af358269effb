import { type EmbeddedFont, embedFont, stream, widthOf } from './font/embedded-font.ts';
import { CharacterNotDrawable, undrawable } from './font/font-subset.ts';
import type { Typeface } from './font/typeface.ts';
import type { IncrementWriter } from './increment-writer.ts';
import { writeNumber } from './pdf-syntax.ts';

export type AppearanceLine = { readonly text: string; readonly weight: 'regular' | 'bold' };

/** What a signature draws inside its field: lines of text from the top, wrapped and as large as they fit. */
export type Appearance = {
  readonly lines: readonly AppearanceLine[];
  readonly typefaces: { readonly regular: Typeface; readonly bold: Typeface };
};

/** pt. Below 4.5 pt nobody reads it, and the template's box is too small for what it must say. */
const sizes = { largest: 9, smallest: 4.5, step: 0.25, leading: 1.25, padding: 3 };

/** Every signature prints another time: with all the digits a person's subset stays the same, and is made once. */
const always = { regular: '0123456789', bold: '' };

export class AppearanceDoesNotFit extends Error {
  override readonly name = 'AppearanceDoesNotFit';
  readonly code = 'appearance-does-not-fit';
}

/**
 * Writes the form XObject and its fonts; answers its object number. Text only, in DeviceGray black, which needs no
 * output intent of its own, no transparency and no images (ISO 19005-2 §6.2.4.3, §6.2.10).
 */
export function putAppearance(
  increment: IncrementWriter,
  appearance: Appearance,
  width: number,
  height: number,
): number {
  const lines = appearance.lines.map(({ text, weight }) => ({
    weight,
    text: drawable(appearance.typefaces[weight], text),
  }));
  const { size, rows } = layOut(lines, appearance.typefaces, width, height);
  const fonts = new Map<AppearanceLine['weight'], EmbeddedFont>();
  for (const weight of ['regular', 'bold'] as const) {
    const text = rows.filter((row) => row.weight === weight).map((row) => row.text);
    if (text.length === 0) continue;
    fonts.set(weight, embedFont(increment, appearance.typefaces[weight], text.join('') + always[weight]));
  }
  const operators = ['q', '0 g', 'BT'];
  rows.forEach(({ text, weight }, index) => {
    const baseline = height - sizes.padding - size * (0.95 + index * sizes.leading);
    operators.push(
      `/${weight} ${writeNumber(size)} Tf`,
      `1 0 0 1 ${writeNumber(sizes.padding)} ${writeNumber(baseline)} Tm`,
      `${fonts.get(weight)?.encode(text)} Tj`,
    );
  });
  operators.push('ET', 'Q');
  const content = operators.join('\n');
  const resources = [...fonts].map(([weight, { object }]) => `/${weight} ${object} 0 R`).join(' ');
  return increment.add(
    // Filtered like the empty appearance it takes the place of: EU DSS calls a /Filter which goes an undefined change.
    stream(
      Buffer.from(content, 'latin1'),
      `/Type /XObject /Subtype /Form /BBox [0 0 ${writeNumber(width)} ${writeNumber(height)}]` +
        ` /Resources <</Font <<${resources}>>>>`,
    ),
  );
}

/** Composed where the font has the composed glyph, else base letter and mark; refused when neither is there. */
function drawable(typeface: Typeface, text: string): string {
  let drawn = '';
  for (const character of text.normalize('NFC')) {
    if (typeface.glyphOf(character.codePointAt(0) ?? 0) !== 0) {
      drawn += character;
      continue;
    }
    const parts = character.normalize('NFD');
    if (parts === character || undrawable(typeface, parts).length > 0) {
      throw new CharacterNotDrawable([character]);
    }
    drawn += parts;
  }
  return drawn;
}

/** Widths in ems, so that one measurement serves every size. */
type Row = AppearanceLine & { readonly width: number };
type Line = {
  readonly weight: AppearanceLine['weight'];
  readonly space: number;
  readonly words: readonly { readonly text: string; readonly width: number }[];
};

function layOut(
  lines: readonly AppearanceLine[],
  typefaces: Appearance['typefaces'],
  width: number,
  height: number,
): { readonly size: number; readonly rows: readonly AppearanceLine[] } {
  const room = { width: width - 2 * sizes.padding, height: height - 2 * sizes.padding };
  const measured = lines.map(
    ({ text, weight }): Line => ({
      weight,
      space: widthOf(typefaces[weight], ' '),
      words: text.split(' ').map((word) => ({ text: word, width: widthOf(typefaces[weight], word) })),
    }),
  );
  // The larger the text, the more rows and the higher each: what fits at one size fits at every smaller one.
  let fitting: { readonly size: number; readonly rows: readonly AppearanceLine[] } | undefined;
  let [low, high] = [0, (sizes.largest - sizes.smallest) / sizes.step];
  while (low <= high) {
    const middle = Math.ceil((low + high) / 2);
    const size = sizes.smallest + middle * sizes.step;
    const available = room.width / size;
    const rows = measured.flatMap((line) => wrap(line, available));
    const wide = rows.some((row) => row.width > available);
    if (!wide && rows.length * size * sizes.leading <= room.height) {
      fitting = { size, rows };
      low = middle + 1;
    } else high = middle - 1;
  }
  if (fitting !== undefined) return fitting;
  throw new AppearanceDoesNotFit(
    `expected a field which holds the signature's text at ${sizes.smallest} pt, got ${width} × ${height} pt; ` +
      'give the field more room in the template',
  );
}

function wrap({ weight, space, words }: Line, available: number): Row[] {
  const rows: Row[] = [];
  for (const word of words) {
    const last = rows.at(-1);
    const joined = last && last.width + space + word.width;
    if (last !== undefined && joined !== undefined && joined <= available) {
      rows[rows.length - 1] = { weight, text: `${last.text} ${word.text}`, width: joined };
    } else rows.push({ weight, ...word });
  }
  return rows;
}
