import type { DocumentRow } from '../../core/campaign/board.ts';
import { dateGap } from '../../core/document/date-gap.ts';
import type { TimeZone } from '../../core/roster/time-zone.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import type { OfficialView } from '../../web/pages/official.ts';

/** A head's few documents all; of a regional head's many those whose printed date deserves a look. */
const listedWhole = 12;

export function documentsView(
  rows: readonly DocumentRow[],
  person: string,
  timeZone: TimeZone,
): Pick<OfficialView, 'documents' | 'onlyGaps' | 'waiting'> {
  const mine = rows.flatMap(({ id, summary }) => {
    const kind = documentKinds.find((known) => known === summary.kind);
    if (kind === undefined || !summary.slots.some((slot) => slot.person === person)) return [];
    const signatures = summary.slots.flatMap(({ name, signedAt }) =>
      signedAt === undefined ? [] : [{ slot: name, at: signedAt }],
    );
    const gap = dateGap(
      summary.date,
      signatures.map(({ at }) => at),
      timeZone,
    );
    return {
      id,
      kind,
      unitName: summary.unitName,
      printed: { date: summary.date, ...(gap === undefined ? {} : { gap }) },
      signatures,
    };
  });
  const onlyGaps = mine.length > listedWhole;
  return {
    waiting: rows.filter(({ summary }) => waitsFor(summary, person)).length,
    onlyGaps,
    documents: mine.filter(({ printed }) => !onlyGaps || printed.gap !== undefined),
  };
}

const waitsFor = ({ state, slot, slots }: DocumentRow['summary'], person: string): boolean =>
  state === 'awaiting' && slots.findIndex((one) => one.person === person) >= (slot ?? 0);
