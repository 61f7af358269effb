import type { Document } from '../../core/document/document.ts';
import { isFileOf } from '../../core/document/file-of-document.ts';
import type { VerificationReport } from '../../core/verification/report.ts';
import type { PublicOutcome } from '../../web/pages/public-document.ts';

/**
 * The report's verdict, narrowed to this document: a file whose signatures are all valid, yet not those of
 * every slot, proves less than the page would say.
 */
export function outcomeOf(document: Document, report: VerificationReport | undefined): PublicOutcome {
  const { state, created } = document;
  const end = endOf(document);
  if (end) return end;
  if (state.name !== 'complete') {
    const awaiting = state.name === 'awaiting' ? created.slots[state.slot] : undefined;
    return {
      name: 'unfinished',
      ...(awaiting ? { awaiting: `${awaiting.displayName}, ${awaiting.position}` } : {}),
    };
  }
  if (!report) return { name: 'not-judged' };
  const covered = report.sha256 === state.revision && isFileOf(document, report);
  const verdict = report.verdict === 'valid' && !covered ? 'cannot-tell' : report.verdict;
  return { name: 'judged', verdict, report };
}

/** Where no signature is awaited any more, or not now. */
function endOf({ state, events }: Document): PublicOutcome | undefined {
  switch (state.name) {
    case 'returned':
    case 'cancelled':
      return { name: state.name };
    case 'replacing':
    case 'superseded':
      return { name: 'superseded' };
    case 'on-paper':
      return { name: 'on-paper', signedOn: state.signedOn, recordedAt: events.at(-1)?.draft.at ?? '' };
    default:
      return undefined;
  }
}
