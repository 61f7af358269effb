import { describe, expect, test } from 'vitest';
import { dateInWords, numberInWords, rupiah } from '../../core/typeset/indonesian-words.ts';

describe('dates', () => {
  test.each([
    ['2027-01-04', '4 Januari 2027'],
    ['2024-02-29', '29 Februari 2024'],
    ['2026-12-31', '31 Desember 2026'],
  ])('%s reads %s', (date, words) => {
    expect(dateInWords(date)).toBe(words);
  });

  test('a thirteenth month is refused', () => {
    expect(() => dateInWords('2027-13-01')).toThrow(RangeError);
  });
});

describe('amounts', () => {
  test.each([
    [0, '0,00'],
    [999, '999,00'],
    [1000, '1.000,00'],
    [3254000000, '3.254.000.000,00'],
  ])('%d prints as %s', (amount, figures) => {
    expect(rupiah(amount)).toBe(figures);
  });

  test.each([
    [0, 'nol'],
    [10, 'sepuluh'],
    [11, 'sebelas'],
    [19, 'sembilan belas'],
    [21, 'dua puluh satu'],
    [100, 'seratus'],
    [111, 'seratus sebelas'],
    [1000, 'seribu'],
    [1100, 'seribu seratus'],
    [2001, 'dua ribu satu'],
    [101_000, 'seratus satu ribu'],
    [1_000_000, 'satu juta'],
    [1_001_000, 'satu juta seribu'],
    [70_218_250_000, 'tujuh puluh miliar dua ratus delapan belas juta dua ratus lima puluh ribu'],
    [1_000_000_000_000, 'satu triliun'],
  ])('%d reads %s', (amount, words) => {
    expect(numberInWords(amount)).toBe(words);
  });

  test.each([-1, 1.5, Number.MAX_SAFE_INTEGER + 1])('%d is refused', (amount) => {
    expect(() => numberInWords(amount)).toThrow(RangeError);
  });
});
