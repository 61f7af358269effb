import type { Document } from '../core/document/document.ts';
import { returnsOf } from '../core/document/returns.ts';
import type { ReturnView } from '../web/parts/return-list.ts';

/** A reason is for HR, and for whoever wrote it; other signers learn that it was returned. */
export function returnViews(
  document: Document,
  reader: { readonly id: string } | undefined,
): readonly ReturnView[] {
  const { slots } = document.created;
  return returnsOf(document)
    .filter(({ person }) => reader === undefined || reader.id === person)
    .map((one) => ({
      ...one,
      by: reader ? 'Bapak/Ibu' : (slots.find(({ person }) => person === one.person)?.displayName ?? ''),
    }));
}
