import type { Document } from '../document/document.ts';
import type { Slot } from '../document/event.ts';

/** The slot a person holds in a document: the one that is due, else any (a person may hold only one here). */
export function slotOf(document: Document, person: string): Slot | undefined {
  const held = document.created.slots.filter((slot) => slot.person === person);
  const due = document.state.name === 'awaiting' ? document.created.slots[document.state.slot] : undefined;
  return held.find((slot) => slot === due) ?? held[0];
}
