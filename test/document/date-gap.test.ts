import { expect, test } from 'vitest';
import { dateGap, remarkedGapDays } from '../../core/document/date-gap.ts';

const zone = 'Asia/Jayapura';

test('a week between the printed date and the last signature is unremarked, a day more is told', () => {
  expect(remarkedGapDays).toBe(7);
  expect(dateGap('2027-01-04', ['2027-01-11T01:00:00Z'], zone)).toBeUndefined();
  expect(dateGap('2027-01-04', ['2027-01-12T01:00:00Z'], zone)).toBe(8);
  expect(dateGap('2027-01-20', ['2027-01-12T01:00:00Z'], zone)).toBe(8);
});

test('the day is that of the government: nine hours ahead of UTC in Papua', () => {
  expect(dateGap('2027-01-04', ['2027-01-11T14:59:59Z'], zone)).toBeUndefined();
  expect(dateGap('2027-01-04', ['2027-01-11T15:00:00Z'], zone)).toBe(8);
  expect(dateGap('2027-01-04', ['2027-01-11T15:00:00Z'], 'Asia/Jakarta')).toBeUndefined();
});

test('the last signature counts, and nobody’s tells nothing', () => {
  expect(dateGap('2027-01-04', [], zone)).toBeUndefined();
  expect(dateGap('2027-01-04', ['2027-02-04T01:00:00Z', '2027-01-05T01:00:00Z'], zone)).toBe(31);
});
