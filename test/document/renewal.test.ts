import { expect, test } from 'vitest';
import { renewalDue } from '../../core/document/renewal.ts';

const stamped = '2027-01-04T00:00:00.000Z';

test.each([
  ['two years before the end', '2033-01-04T00:00:00.000Z', '2031-01-05T00:00:00.000Z'],
  ['after half of what is left, where that is less', '2027-04-14T00:00:00.000Z', '2027-02-23T00:00:00.000Z'],
  ['at the end, where the clock was beyond it', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
])('a renewal is due %s', (_, until, due) => {
  expect(renewalDue(stamped, until)).toBe(due);
});
