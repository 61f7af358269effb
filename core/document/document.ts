import { type ChainedEvent, chainEvent, checkChain } from './audit-chain.ts';
import type { EventDraft } from './event.ts';
import { accepts, type Created, nextState, type Signed, type State } from './state.ts';

/** Why an effect is not done yet; shown to people, cleared by the next event. */
export type Trouble = {
  readonly code: string;
  readonly since: string;
  readonly attempts: number;
  /** When the effect is tried again. */
  readonly due: string;
};

export type Document = {
  readonly id: string;
  readonly version: number;
  readonly created: Created;
  readonly state: State;
  readonly signatures: readonly Signed[];
  readonly events: readonly ChainedEvent[];
  readonly trouble?: Trouble;
};

export class ImpossibleHistory extends Error {
  override readonly name = 'ImpossibleHistory';
}

/** The document that a chain of events tells. Throws AuditChainBroken or ImpossibleHistory, never repairs. */
export function fold(
  id: string,
  version: number,
  events: readonly ChainedEvent[],
  trouble?: Trouble,
): Document {
  checkChain(id, events);
  const created = events[0]?.draft;
  if (created?.type !== 'created')
    throw new ImpossibleHistory(`document ${id} does not begin with its creation`);
  let state: State = { name: 'preparing' };
  const signatures: Signed[] = [];
  for (const { draft } of events.slice(1)) {
    if (!accepts(state, draft))
      throw new ImpossibleHistory(`document ${id}: ${draft.type} cannot happen in state ${state.name}`);
    if (draft.type === 'signed') signatures.push(draft);
    state = nextState(state, draft, created.slots);
  }
  return { id, version, created, state, signatures, events, ...(trouble ? { trouble } : {}) };
}

/** The document one event and one version further. */
export const append = (document: Document, draft: EventDraft): Document =>
  fold(document.id, document.version + 1, [
    ...document.events,
    chainEvent(document.id, document.events, draft),
  ]);

export const create = (id: string, draft: Created): Document => fold(id, 1, [chainEvent(id, [], draft)]);

/** The revision that a reader sees now; `undefined` until revision 0 exists. */
export const currentRevision = (document: Document): string | undefined =>
  'revision' in document.state ? document.state.revision : undefined;
