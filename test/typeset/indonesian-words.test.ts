import { describe, expect, test } from 'vitest';
import {
  dateInWords,
  numberInWords,
  ordinalInWords,
  rupiah,
  rupiahChange,
} from '../../core/typeset/indonesian-words.ts';

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
    [Number.MAX_SAFE_INTEGER, '9.007.199.254.740.991,00'],
  ])('%d prints as %s', (amount, figures) => {
    expect(rupiah(BigInt(amount))).toBe(figures);
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
    expect(numberInWords(BigInt(amount))).toBe(words);
  });

  test('the total of 300 greatest budgets reads right', () => {
    const total = 300n * BigInt(Number.MAX_SAFE_INTEGER);

    expect(rupiah(total)).toBe('2.702.159.776.422.297.300,00');
    expect(numberInWords(total)).toBe(
      'dua kuintiliun tujuh ratus dua kuadriliun seratus lima puluh sembilan triliun tujuh ratus tujuh puluh enam ' +
        'miliar empat ratus dua puluh dua juta dua ratus sembilan puluh tujuh ribu tiga ratus',
    );
  });

  test.each([-1n, 10n ** 21n])('%d is refused', (amount) => {
    expect(() => numberInWords(amount)).toThrow(RangeError);
  });

  test.each([
    [1_500_000n, '1.500.000,00'],
    [0n, '0,00'],
    [-1_500_000n, '(1.500.000,00)'],
  ])('a change by %d prints as %s', (amount, figures) => {
    expect(rupiahChange(amount)).toBe(figures);
  });

  test.each([
    [1n, 'pertama'],
    [2n, 'kedua'],
    [11n, 'kesebelas'],
    [21n, 'kedua puluh satu'],
  ])('%d as an ordinal reads %s', (n, words) => {
    expect(ordinalInWords(n)).toBe(words);
  });
});
