import type { Document } from './document.ts';
import type { Slot } from './event.ts';

/** The slot a person holds in a document: the one that is due, or was when signing halted, else any (a person may hold only one here). */
export function slotOf(document: Document, person: string): Slot | undefined {
  const held = document.created.slots.filter((slot) => slot.person === person);
  const due = 'slot' in document.state ? document.created.slots[document.state.slot] : undefined;
  return held.find((slot) => slot === due) ?? held[0];
}
