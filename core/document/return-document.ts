import type { Ports } from '../ports/ports.ts';
import type { RefusalCode } from './decide.ts';
import { Documents } from './documents.ts';
import { type ReturnRequest, reasonText } from './event.ts';
import { slotOf } from './slot-of.ts';

export type Returning =
  /** Also where exactly this was asked before. */
  | { readonly outcome: 'returned' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'refused'; readonly code: RefusalCode };

/** A signer hands a document to HR instead of signing the revision that was shown. */
export async function returnDocument(
  { registry, clock }: Pick<Ports, 'registry' | 'clock'>,
  request: {
    readonly document: string;
    readonly person: string;
    readonly shown: string;
    readonly request: ReturnRequest;
    readonly reason: string;
  },
): Promise<Returning> {
  const documents = new Documents(registry);
  const document = await documents.load(request.document);
  const slot = document && slotOf(document, request.person);
  if (!document || !slot) return { outcome: 'not-found' };
  const { person, shown } = request;
  const result = await documents.execute(
    document.id,
    {
      type: 'return',
      slot: slot.name,
      person,
      shown,
      request: request.request,
      reason: reasonText.parse(request.reason),
    },
    clock.now(),
  );
  switch (result.outcome) {
    case 'written':
    case 'nothing':
      return { outcome: 'returned' };
    case 'refused':
    case 'not-found':
      return result.outcome === 'refused' ? { outcome: 'refused', code: result.code } : result;
  }
}
