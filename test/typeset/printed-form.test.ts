import { expect, test } from 'vitest';
import { missingGlyph, widestWord } from '../../core/typeset/printed-form.ts';

test.each(['Ir. H. Müller-Ñandé Ğüneş, M.Si. (IV/b) – “Rp 1.234,00” 80 % §', 'Nguyễn Thị Ánh', 'a\u0301'])(
  'the bundled faces draw %s',
  (text) => {
    expect(missingGlyph(text)).toBeUndefined();
  },
);

test.each([
  ['漢字', '漢'],
  ['مرحبا', 'م'],
  ['Surat ☃', '☃'],
  ['\u{a733}', '\u{a733}'],
  ['\u{1f600}', '\u{1f600}'],
])('%s holds a character they lack', (text, missing) => {
  expect(missingGlyph(text)).toBe(missing);
});

test('a word ends where the typesetter may break: not before a digit, nor at a full stop', () => {
  const words = (text: string) => widestWord(text).word;

  expect(words('Dinas Pekerjaan Umum')).toBe('Pekerjaan');
  expect(words('Pengawasan/Kabupaten')).toBe('Pengawasan/');
  expect(words('ab/1234567890 abc')).toBe('ab/1234567890');
  expect(words('S.Kom.,M.Kom. abc')).toBe('S.Kom.,M.Kom.');
  expect(words('')).toBe('');
});
