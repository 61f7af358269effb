import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Appearance, putAppearance } from '../../core/pades/appearance.ts';
import { subsetFont, undrawable } from '../../core/pades/font/font-subset.ts';
import { openTypeface } from '../../core/pades/font/typeface.ts';
import { IncrementWriter } from '../../core/pades/increment-writer.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { signatureTypefaces } from '../../core/signer/typefaces.ts';
import { sampleRevision } from './sample-revision.ts';

const typefaces = signatureTypefaces();
const appearance = (...texts: string[]): Appearance => ({
  typefaces,
  lines: texts.map((text) => ({ text, weight: 'regular' })),
});

async function put(what: Appearance, width = 176, height = 62): Promise<string> {
  const increment = new IncrementWriter(openPdf(await sampleRevision()));
  putAppearance(increment, what, width, height);
  const file = Buffer.from(increment.finish()).toString('latin1');
  const last = file.slice(file.lastIndexOf('/Subtype /Form'));
  const start = last.indexOf('stream\n') + 7;
  const content = Buffer.from(last.slice(start, last.indexOf('\nendstream')), 'latin1');
  return inflateSync(content).toString('latin1');
}

test('names with the letters of the archipelago and of its neighbours can be drawn', () => {
  const names = 'I Gusti Ayu Ñí, Dr. Ōkawa, Nguyễn Thị, Žižek, Æneas, Ł., Андрей, d’Hondt – “S.H.”';

  expect(undrawable(typefaces.regular, names)).toEqual([]);
  expect(undrawable(typefaces.bold, names)).toEqual([]);
});

test('a subset draws each glyph exactly as the whole font does', () => {
  const text = 'Ditandatangani Ñễ fi 2027';
  const { program, glyphs } = subsetFont(typefaces.regular, text);
  const view = Buffer.from(program);
  const tables = new Map(
    Array.from({ length: view.readUInt16BE(4) }, (_, index) => {
      const at = 12 + index * 16;
      return [view.toString('latin1', at, at + 4), view.readUInt32BE(at + 8)] as const;
    }),
  );
  const hmtx = tables.get('hmtx') ?? 0;

  for (const [codePoint, glyph] of glyphs) {
    const source = typefaces.regular.glyphOf(codePoint);
    expect(view.readUInt16BE(hmtx + glyph * 4)).toBe(typefaces.regular.advanceOf(source));
    const outline = typefaces.regular.outlineOf(source);
    const loca = tables.get('loca') ?? 0;
    const at = (tables.get('glyf') ?? 0) + view.readUInt32BE(loca + glyph * 4);
    expect(view.subarray(at, at + Math.min(10, outline.length))).toEqual(
      Buffer.from(outline.subarray(0, 10)),
    );
  }
  expect(() => openTypeface(program)).toThrow(/OS\/2/);
});

test('a long position is wrapped and set smaller, never outside the field', async () => {
  const short = await put(appearance('Camat Stabat'));
  const long = await put(
    appearance(...Array(4).fill('Kepala Dinas Perindustrian, Perdagangan, Koperasi, dan Usaha Kecil')),
  );

  const size = (content: string) => Number(/ ([\d.]+) Tf/.exec(content)?.[1]);
  expect(size(short)).toBe(9);
  expect(size(long)).toBeLessThan(9);
  for (const [, x, y] of long.matchAll(/1 0 0 1 ([\d.]+) ([\d.-]+) Tm/g)) {
    expect(Number(x)).toBe(3);
    expect(Number(y)).toBeGreaterThan(0);
  }
});

test('what cannot be drawn is named', async () => {
  await expect(put(appearance('Nama 漢'))).rejects.toMatchObject({
    code: 'character-not-drawable',
    characters: ['漢'],
  });
});

test('text which does not fit is refused, not cut', async () => {
  await expect(put(appearance('panjang '.repeat(400)))).rejects.toMatchObject({
    code: 'appearance-does-not-fit',
  });
});
