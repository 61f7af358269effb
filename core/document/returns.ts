import type { Document } from './document.ts';
import type { ReturnRequest } from './event.ts';

/** What a signer asked instead of signing, and what HR did about it. */
export type Return = {
  readonly at: string;
  readonly person: string;
  readonly request: ReturnRequest;
  readonly reason: string;
  readonly reply?: { readonly at: string } & (
    | { readonly type: 'resumed'; readonly answer: string }
    | { readonly type: 'replaced' | 'cancelled'; readonly reason: string }
    | { readonly type: 'recorded-on-paper' }
  );
};

/** All returns of a document, the oldest first. */
export function returnsOf({ events }: Pick<Document, 'events'>): readonly Return[] {
  return events.flatMap(({ draft }, index) => {
    if (draft.type !== 'returned') return [];
    const { at, person, request, reason } = draft;
    const reply = replyOf(events[index + 1]?.draft);
    return [{ at, person, request, reason, ...(reply ? { reply } : {}) }];
  });
}

/** The state table lets nothing but HR's acts follow a return. */
function replyOf(next: Document['events'][number]['draft'] | undefined): Return['reply'] {
  switch (next?.type) {
    case 'resumed':
      return { type: next.type, at: next.at, answer: next.answer };
    case 'replaced':
    case 'cancelled':
      return { type: next.type, at: next.at, reason: next.reason };
    case 'recorded-on-paper':
      return { type: next.type, at: next.at };
    default:
      return undefined;
  }
}
