import type { EventDraft, EventType, SignatureLevel, Slot } from './event.ts';
import { renewalDue } from './renewal.ts';

export type Created = Extract<EventDraft, { type: 'created' }>;
export type Signed = Extract<EventDraft, { type: 'signed' }>;

type Sealed = {
  readonly level: SignatureLevel;
  readonly protectedUntil: string;
  readonly renewalDue: string;
};

export type State =
  | { readonly name: 'preparing' }
  | { readonly name: 'awaiting'; readonly slot: number; readonly revision: string }
  | { readonly name: 'sealing'; readonly revision: string }
  | ({ readonly name: 'archiving'; readonly revision: string } & Sealed)
  | ({
      readonly name: 'complete';
      /** The newest archived rendition. */
      readonly revision: string;
      /** The rendition which continues it, recorded and not yet archived. */
      readonly next?: { readonly revision: string } & Sealed;
    } & Sealed);
export type StateName = State['name'];

/** What remains to be done by ourselves in a state, retried until it is done. */
export type Effect = 'render' | 'seal' | 'archive' | 'extend';

/**
 * The state table: all a document can ever do. `to` lists where the event may lead; states only move forward
 * (invariant I3), except that `awaiting` moves on from slot to slot and `complete` from rendition to rendition.
 */
export const stateTable: {
  readonly [name in StateName]: {
    readonly accepts: readonly EventType[];
    readonly to: readonly StateName[];
    readonly effect: Effect | null;
  };
} = {
  preparing: { accepts: ['rendered'], to: ['awaiting'], effect: 'render' },
  awaiting: { accepts: ['signed'], to: ['awaiting', 'sealing'], effect: null },
  sealing: { accepts: ['sealed'], to: ['archiving'], effect: 'seal' },
  archiving: { accepts: ['archived'], to: ['complete'], effect: 'archive' },
  complete: { accepts: ['extended', 'archived'], to: ['complete'], effect: 'extend' },
};

/** Whether `event` may happen in `state`: the table, and that a rendition continues the one before for longer. */
export function accepts(state: State, event: EventDraft): boolean {
  if (!stateTable[state.name].accepts.includes(event.type)) return false;
  if (state.name !== 'complete') return true;
  if (event.type === 'extended')
    return (
      state.next === undefined && event.of === state.revision && event.protectedUntil > state.protectedUntil
    );
  return event.type === 'archived' && event.revision === state.next?.revision;
}

/** The state after `event`; the caller has checked that it is accepted. */
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
      return { name: 'archiving', revision: event.revision, level: event.level, ...protection(event) };
    case 'extended':
      if (state.name !== 'complete') return state;
      return { ...state, next: { revision: event.revision, level: state.level, ...protection(event) } };
    case 'archived':
      if (state.name === 'archiving') return { ...state, name: 'complete' };
      return state.name === 'complete' && state.next ? { ...state.next, name: 'complete' } : state;
  }
}

const protection = ({ at, protectedUntil }: { readonly at: string; readonly protectedUntil: string }) => ({
  protectedUntil,
  renewalDue: renewalDue(at, protectedUntil),
});
