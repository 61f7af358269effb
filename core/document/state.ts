import type { EventDraft, EventType, SignatureLevel, Slot } from './event.ts';

export type Created = Extract<EventDraft, { type: 'created' }>;
export type Signed = Extract<EventDraft, { type: 'signed' }>;

export type State =
  | { readonly name: 'preparing' }
  | { readonly name: 'awaiting'; readonly slot: number; readonly revision: string }
  | { readonly name: 'sealing'; readonly revision: string }
  | { readonly name: 'archiving'; readonly revision: string; readonly level: SignatureLevel }
  | { readonly name: 'complete'; readonly revision: string; readonly level: SignatureLevel };
export type StateName = State['name'];

/** What remains to be done by ourselves in a state, retried until it is done. */
export type Effect = 'render' | 'seal' | 'archive';

/**
 * The state table: all a document can ever do. `to` lists where the event may lead; states only move forward
 * (invariant I3), except that `awaiting` moves on from slot to slot.
 */
export const stateTable: {
  readonly [name in StateName]: {
    readonly accepts: EventType | null;
    readonly to: readonly StateName[];
    readonly effect: Effect | null;
  };
} = {
  preparing: { accepts: 'rendered', to: ['awaiting'], effect: 'render' },
  awaiting: { accepts: 'signed', to: ['awaiting', 'sealing'], effect: null },
  sealing: { accepts: 'sealed', to: ['archiving'], effect: 'seal' },
  archiving: { accepts: 'archived', to: ['complete'], effect: 'archive' },
  complete: { accepts: null, to: [], effect: null },
};

/** The state after `event`; the caller has checked that the table accepts it. */
export function nextState(state: State, event: EventDraft, slots: readonly Slot[]): State {
  switch (event.type) {
    case 'created':
      return { name: 'preparing' };
    case 'rendered':
      return { name: 'awaiting', slot: 0, revision: event.revision };
    case 'signed': {
      const signed = state.name === 'awaiting' ? state.slot + 1 : slots.length;
      return signed < slots.length
        ? { name: 'awaiting', slot: signed, revision: event.revision }
        : { name: 'sealing', revision: event.revision };
    }
    case 'sealed':
      return { name: 'archiving', revision: event.revision, level: event.level };
    case 'archived':
      return state.name === 'archiving' ? { ...state, name: 'complete' } : state;
  }
}
