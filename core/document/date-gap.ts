import { dayIn, type TimeZone } from '../roster/time-zone.ts';

/**
 * How many days the printed date and the day of the last signature may lie apart unremarked. No rule names a figure: the
 * printed date is that of the ceremony, and whoever was away then signs within a week of it.
 */
export const remarkedGapDays = 7;

/**
 * The days between the date printed on a document and the day, where the government is, of its last signature so far;
 * `undefined` while they are too few to be remarked, or nobody has signed. A document is not wrong for it: both are shown.
 */
export function dateGap(
  printed: string,
  signedAt: readonly string[],
  timeZone: TimeZone,
): number | undefined {
  const last = signedAt.toSorted().at(-1);
  if (last === undefined) return undefined;
  const days = Math.abs(Date.parse(dayIn(timeZone, last)) - Date.parse(printed)) / 86_400_000;
  return days > remarkedGapDays ? days : undefined;
}
