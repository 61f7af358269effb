import type { Document } from '../core/document/document.ts';
import type { StateName } from '../core/document/state.ts';
import type { SlotView } from '../web/parts/slot-list.ts';

/** The slots in signing order, each with its signature if it has one. */
export function slotViews(document: Document): readonly SlotView[] {
  const { state, created, signatures } = document;
  return created.slots.map(({ name, displayName, position }, index) => {
    const signedAt = signatures.find((signature) => signature.slot === name)?.at;
    return {
      displayName,
      position,
      ...(signedAt === undefined ? {} : { signedAt }),
      due: state.name === 'awaiting' && state.slot === index,
      ...(ended.has(state.name) ? { ended: true as const } : {}),
    };
  });
}

const ended = new Set<StateName>(['cancelled', 'on-paper', 'replacing', 'superseded']);
