import type { EventDraft, EventType, ReturnRequest, SignatureLevel, Slot } from './event.ts';
import { renewalDue } from './renewal.ts';

export type Created = Extract<EventDraft, { type: 'created' }>;
export type Signed = Extract<EventDraft, { type: 'signed' }>;

type Sealed = {
  readonly level: SignatureLevel;
  readonly protectedUntil: string;
  readonly renewalDue: string;
};

/** Where the signing stopped: resuming it leads back to this slot. */
type Halted = { readonly slot: number; readonly revision: string };

export type State =
  | { readonly name: 'preparing' }
  | { readonly name: 'awaiting'; readonly slot: number; readonly revision: string }
  /** Its signer asked for something; HR answers. */
  | ({ readonly name: 'returned'; readonly request: ReturnRequest; readonly reason: string } & Halted)
  | ({ readonly name: 'cancelled'; readonly reason: string } & Halted)
  | ({ readonly name: 'on-paper'; readonly scan: string; readonly signedOn: string } & Halted)
  /** `replacing` until the successor stands in the registry. */
  | {
      readonly name: 'replacing' | 'superseded';
      readonly successor: string;
      readonly creation: string;
      readonly reason: string;
      /** The newest revision, where there was one. */
      readonly revision?: string;
    }
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

export const stateNames = [
  'preparing',
  'awaiting',
  'returned',
  'cancelled',
  'on-paper',
  'replacing',
  'superseded',
  'sealing',
  'archiving',
  'complete',
] as const satisfies readonly StateName[];

/** What remains to be done by ourselves in a state, retried until it is done. */
export type Effect = 'render' | 'succeed' | 'seal' | 'archive' | 'extend';

/**
 * The state table: all a document can ever do. `to` lists where the event may lead; states only move forward
 * (invariant I3), except that `awaiting` moves on from slot to slot and `complete` from rendition to rendition, and
 * that what was halted may be resumed, at the same slot and revision.
 */
export const stateTable: {
  readonly [name in StateName]: {
    readonly accepts: readonly EventType[];
    readonly to: readonly StateName[];
    readonly effect: Effect | null;
  };
} = {
  preparing: { accepts: ['rendered', 'replaced'], to: ['awaiting', 'replacing'], effect: 'render' },
  awaiting: {
    accepts: ['signed', 'returned', 'replaced', 'cancelled', 'recorded-on-paper'],
    to: ['awaiting', 'sealing', 'returned', 'replacing', 'cancelled', 'on-paper'],
    effect: null,
  },
  returned: {
    accepts: ['resumed', 'replaced', 'cancelled', 'recorded-on-paper'],
    to: ['awaiting', 'replacing', 'cancelled', 'on-paper'],
    effect: null,
  },
  cancelled: { accepts: ['resumed'], to: ['awaiting'], effect: null },
  'on-paper': { accepts: ['resumed'], to: ['awaiting'], effect: null },
  replacing: { accepts: ['succeeded'], to: ['superseded'], effect: 'succeed' },
  superseded: { accepts: [], to: [], effect: null },
  sealing: { accepts: ['sealed'], to: ['archiving'], effect: 'seal' },
  archiving: { accepts: ['archived'], to: ['complete'], effect: 'archive' },
  complete: { accepts: ['extended', 'archived'], to: ['complete'], effect: 'extend' },
};

/** Whether `event` may happen in `state`: the table, and that a rendition continues the one before for longer. */
export function accepts(state: State, event: EventDraft): boolean {
  if (!stateTable[state.name].accepts.includes(event.type)) return false;
  if (event.type === 'succeeded') return state.name === 'replacing' && event.successor === state.successor;
  if (event.type === 'returned') return state.name === 'awaiting' && event.shown === state.revision;
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
    case 'returned':
    case 'cancelled':
    case 'recorded-on-paper': {
      if (state.name !== 'awaiting' && state.name !== 'returned') return state;
      const halted: Halted = { slot: state.slot, revision: state.revision };
      if (event.type === 'returned')
        return { name: 'returned', request: event.request, reason: event.reason, ...halted };
      if (event.type === 'cancelled') return { name: 'cancelled', reason: event.reason, ...halted };
      return { name: 'on-paper', scan: event.scan, signedOn: event.signedOn, ...halted };
    }
    case 'resumed':
      if (state.name !== 'returned' && state.name !== 'cancelled' && state.name !== 'on-paper') return state;
      return { name: 'awaiting', slot: state.slot, revision: state.revision };
    case 'replaced': {
      const { successor, creation, reason } = event;
      const revision = 'revision' in state ? state.revision : undefined;
      return { name: 'replacing', successor, creation, reason, ...(revision ? { revision } : {}) };
    }
    case 'succeeded':
      return state.name === 'replacing' ? { ...state, name: 'superseded' } : state;
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
