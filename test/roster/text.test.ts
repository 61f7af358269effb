import { describe, expect, test } from 'vitest';
import { Findings, type ProblemCode } from '../../core/roster/problem.ts';
import { checkText, normalizeText } from '../../core/roster/text.ts';

const told = (text: string, room?: 'column' | 'cell' | 'line'): ProblemCode[] => {
  const findings = new Findings('berkas.csv');
  checkText(normalizeText(text), 200, { row: 2, column: 'jabatan' }, findings, room);
  return findings.problems.map(({ code }) => code);
};

describe('what the documents could not print is refused', () => {
  test.each<[string, string, ProblemCode]>([
    ['right-to-left letters', 'Kepala مرحبا', 'character-unsupported'],
    ['a right-to-left override', 'Kepala \u{202e}saniD', 'character-control'],
    ['an isolate', 'Kepala \u{2067}Dinas\u{2069}', 'character-control'],
    ['a zero-width space', 'Kepala\u{200b}Dinas', 'character-control'],
    ['a zero-width joiner', 'Kepala\u{200d}Dinas', 'character-control'],
    ['a soft hyphen', 'Ke\u{ad}pala', 'character-control'],
    ['a grapheme joiner', 'Ke\u{34f}pala', 'character-control'],
    ['an emoji', 'Kepala \u{1f600}', 'character-unsupported'],
    ['an emoji of text and selector', 'Kepala \u{2764}\u{fe0f}', 'character-control'],
    ['a symbol no face has', 'Kepala \u{2603}', 'glyph-missing'],
    ['a Latin letter no face has', 'Kepala \u{a733}', 'glyph-missing'],
    ['an Arabic sign which Unicode calls common', 'Kepala \u{61f}', 'glyph-missing'],
    ['marks piled up', `Kepa${'\u{301}\u{308}\u{323}'.repeat(5)}la`, 'character-unsupported'],
    ['150 letters without a space', 'a'.repeat(150), 'word-too-wide'],
    ['30 wide letters', 'W'.repeat(30), 'word-too-wide'],
    ['letters whose capitals are wide', 'l'.repeat(40), 'word-too-wide'],
    ['an employee number', 'Kepala (NIP 19740322 200104 2 904)', 'employee-number-in-text'],
    ['10 000 letters', 'abc '.repeat(2500), 'value-too-long'],
    ['a no-break space instead of spaces', 'Kepala Dinas '.repeat(16), 'value-too-long'],
  ])('%s', (_, text, code) => {
    expect(told(text)).toContain(code);
  });
});

test('what people write stays', () => {
  for (const text of [
    'Kepala Dinas Pemberdayaan Masyarakat dan Desa/Kelurahan',
    'Sekretaris DPRD Kabupaten/Kota (Eselon II.b)',
    'mempertanggungjawabkan',
    'PEMBERDAYAAN MASYARAKAT',
    'Müller-Ñandé',
  ])
    expect(told(text)).toEqual([]);
});

test('a cell of the annex holds shorter words than a sentence', () => {
  expect(told('rekomendasi', 'cell')).toEqual([]);
  expect(told('pertanggungjawaban', 'cell')).toEqual(['word-too-wide']);
  expect(told('https://www.lapor.go.id', 'line')).toEqual([]);
});

test('the finding names the character, its code and the repair', () => {
  const findings = new Findings('berkas.csv');

  checkText('Kepala \u{2603}', 200, { row: 2, column: 'jabatan' }, findings);

  expect(findings.problems).toMatchObject([
    {
      row: 2,
      column: 'jabatan',
      value: 'Kepala \u{2603}',
      message: expect.stringContaining('"\u{2603}" (U+2603)'),
      repair: expect.stringMatching(/^Penyusun berkas /),
    },
  ]);
});
