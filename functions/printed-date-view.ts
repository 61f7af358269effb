import { dateGap } from '../core/document/date-gap.ts';
import type { Document } from '../core/document/document.ts';
import type { PrintedDate } from '../web/parts/printed-date.ts';

export function printedDateView({ created, signatures }: Document): PrintedDate {
  const gap = dateGap(
    created.date,
    signatures.map(({ at }) => at),
    created.timeZone,
  );
  return { date: created.date, ...(gap === undefined ? {} : { gap }) };
}
