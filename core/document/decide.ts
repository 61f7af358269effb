import type { Officer } from '../person/person-event.ts';
import type { Json } from '../ports/registry.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Document } from './document.ts';
import type { EventDraft, ReturnRequest, ScanType, SignatureLevel } from './event.ts';
import { renditions } from './renditions.ts';
import type { SlotName } from './slot-name.ts';
import { type StateName, stateTable } from './state.ts';

export type Command =
  | { readonly type: 'record-rendering'; readonly revision: string }
  | {
      readonly type: 'sign';
      readonly slot: SlotName;
      readonly person: string;
      readonly shown: string;
      readonly opened: boolean;
      readonly revision: string;
      readonly level: SignatureLevel;
      readonly certificate: string;
      readonly session: string;
      readonly timestampAuthority: string;
      readonly revocationLists: readonly string[];
    }
  | {
      readonly type: 'record-seal';
      readonly of: string;
      readonly revision: string;
      readonly level: SignatureLevel;
      readonly protectedUntil: string;
      readonly timestampAuthority: string;
    }
  | { readonly type: 'record-archive'; readonly revision: string; readonly record: string }
  | {
      readonly type: 'record-extension';
      readonly of: string;
      readonly revision: string;
      readonly protectedUntil: string;
      readonly timestampAuthority: string;
    }
  | {
      readonly type: 'return';
      readonly slot: SlotName;
      readonly person: string;
      readonly shown: string;
      readonly request: ReturnRequest;
      readonly reason: string;
    }
  /** HR's commands name the version of the document that HR saw. */
  | { readonly type: 'resume'; readonly seen: number; readonly by: Officer; readonly answer: string }
  | {
      readonly type: 'replace';
      readonly seen: number;
      readonly by: Officer;
      readonly reason: string;
      readonly successor: string;
      readonly creation: string;
    }
  | { readonly type: 'record-successor'; readonly successor: string }
  | { readonly type: 'cancel'; readonly seen: number; readonly by: Officer; readonly reason: string }
  | {
      readonly type: 'record-paper';
      readonly seen: number;
      readonly by: Officer;
      readonly scan: string;
      readonly mediaType: ScanType;
      readonly signedOn: string;
    };

export type RefusalCode =
  /** The document is not ready for that step yet. */
  | 'not-ready'
  /** The step was taken before, with other bytes. */
  | 'already-done'
  /** The person holds no such slot of this document. */
  | 'not-your-slot'
  /** An earlier slot has not signed yet (invariant I7). */
  | 'not-your-turn'
  /** The slot holds its one signature (invariant I2). */
  | 'already-signed'
  /** What was shown is no longer the current revision. */
  | 'revision-changed'
  /** The new timestamp ends no later than the one it should renew. */
  | 'protection-not-longer'
  /** The document is no longer as HR saw it. */
  | 'changed-since';

export type Decision =
  | { readonly outcome: 'event'; readonly event: EventDraft }
  /** Exactly this happened before: a retried effect, a second click. */
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'refused'; readonly code: RefusalCode };

const refused = (code: RefusalCode): Decision => ({ outcome: 'refused', code });

/** Pure and total: what a command means for a document. The caller writes the event if the version still holds. */
export function decide(document: Document, command: Command, now: Date): Decision {
  const at = notBefore(document, now);
  switch (command.type) {
    case 'record-rendering':
      if (document.state.name === 'preparing')
        return { outcome: 'event', event: { type: 'rendered', at, revision: command.revision } };
      return happened(document, 'rendered', command.revision);
    case 'sign':
      return decideSign(document, command, at);
    case 'record-seal': {
      const { state } = document;
      if (!isFinishing(state.name)) return refused('not-ready');
      if (state.name !== 'sealing') return happened(document, 'sealed', command.revision);
      if (state.revision !== command.of) return refused('revision-changed');
      return {
        outcome: 'event',
        event: {
          type: 'sealed',
          at,
          revision: command.revision,
          level: command.level,
          protectedUntil: command.protectedUntil,
          timestampAuthority: command.timestampAuthority,
        },
      };
    }
    case 'record-archive': {
      const { state } = document;
      if (state.name === 'complete' && state.next?.revision !== command.revision)
        return happened(document, 'archived', command.revision);
      if (state.name !== 'archiving' && state.name !== 'complete') return refused('not-ready');
      if (state.name === 'archiving' && state.revision !== command.revision)
        return refused('revision-changed');
      return {
        outcome: 'event',
        event: { type: 'archived', at, revision: command.revision, record: command.record },
      };
    }
    case 'record-extension':
      return decideExtension(document, command, at);
    case 'return':
      return decideReturn(document, command, at);
    case 'record-successor': {
      const { state } = document;
      if (state.name === 'superseded' && state.successor === command.successor) return { outcome: 'nothing' };
      if (state.name !== 'replacing' || state.successor !== command.successor) return refused('not-ready');
      return { outcome: 'event', event: { type: 'succeeded', at, successor: command.successor } };
    }
    case 'resume':
    case 'replace':
    case 'cancel':
    case 'record-paper':
      return decideForHr(document, command, at);
  }
}

/**
 * Whether `person` may sign `slot` of the revision shown to them. Asked twice: before the key is opened, and
 * as part of `decide` for the write itself.
 */
export function refuseSigning(
  document: Document,
  attempt: { readonly slot: SlotName; readonly person: string; readonly shown: string },
): RefusalCode | undefined {
  const { state, created } = document;
  const index = created.slots.findIndex((slot) => slot.name === attempt.slot);
  if (created.slots[index]?.person !== attempt.person) return 'not-your-slot';
  if (document.signatures.some((signature) => signature.slot === attempt.slot)) return 'already-signed';
  if (state.name !== 'awaiting') return 'not-ready';
  if (state.slot !== index) return 'not-your-turn';
  if (state.revision !== attempt.shown) return 'revision-changed';
  return undefined;
}

function decideSign(document: Document, command: Extract<Command, { type: 'sign' }>, at: string): Decision {
  const before = document.signatures.find((signature) => signature.slot === command.slot);
  if (before && before.person === command.person && before.revision === command.revision)
    return { outcome: 'nothing' };
  const refusal = refuseSigning(document, command);
  if (refusal) return refused(refusal);
  const { type: _, ...facts } = command;
  const revocationLists = [...facts.revocationLists];
  return { outcome: 'event', event: { type: 'signed', at, ...facts, revocationLists } };
}

/** Who may sign may return instead, and nobody else. */
function decideReturn(
  document: Document,
  command: Extract<Command, { type: 'return' }>,
  at: string,
): Decision {
  const { type: _, ...told } = command;
  const last = document.events.at(-1)?.draft;
  if (
    last?.type === 'returned' &&
    Object.entries(told).every(([key, value]) => Reflect.get(last, key) === value)
  )
    return { outcome: 'nothing' };
  const refusal = refuseSigning(document, command);
  return refusal ? refused(refusal) : { outcome: 'event', event: { type: 'returned', at, ...told } };
}

/** HR acts on what it saw: a signature which came between is never overruled unseen. */
function decideForHr(
  document: Document,
  command: Extract<Command, { type: 'resume' | 'replace' | 'cancel' | 'record-paper' }>,
  at: string,
): Decision {
  const event = eventForHr(command, at);
  const last = document.events.at(-1)?.draft;
  // A second click: what it asks for is the very thing that was done since it was shown.
  if (last && document.version === command.seen + 1 && sameButTime(last, event))
    return { outcome: 'nothing' };
  if (document.version !== command.seen) return refused('changed-since');
  return stateTable[document.state.name].accepts.includes(event.type)
    ? { outcome: 'event', event }
    : refused('not-ready');
}

function eventForHr(
  command: Extract<Command, { type: 'resume' | 'replace' | 'cancel' | 'record-paper' }>,
  at: string,
): EventDraft {
  switch (command.type) {
    case 'resume':
      return { type: 'resumed', at, by: command.by, answer: command.answer };
    case 'replace': {
      const { by, reason, successor, creation } = command;
      return { type: 'replaced', at, by, reason, successor, creation };
    }
    case 'cancel':
      return { type: 'cancelled', at, by: command.by, reason: command.reason };
    case 'record-paper': {
      const { by, scan, mediaType, signedOn } = command;
      return { type: 'recorded-on-paper', at, by, scan, mediaType, signedOn };
    }
  }
}

/** One rendition at a time: the next begins when the one before is archived. */
function decideExtension(
  document: Document,
  command: Extract<Command, { type: 'record-extension' }>,
  at: string,
): Decision {
  const { state } = document;
  if (state.name !== 'complete') return refused('not-ready');
  if (happened(document, 'extended', command.revision).outcome === 'nothing') return { outcome: 'nothing' };
  const taken = renditions(document).some(({ revision }) => revision === command.revision);
  if (state.next || taken) return refused('already-done');
  if (state.revision !== command.of) return refused('revision-changed');
  if (command.protectedUntil <= state.protectedUntil) return refused('protection-not-longer');
  const { type: _, ...facts } = command;
  return { outcome: 'event', event: { type: 'extended', at, ...facts } };
}

const sameButTime = (a: EventDraft, b: EventDraft): boolean =>
  canonicalJson(asJson({ ...a, at: '' })) === canonicalJson(asJson({ ...b, at: '' }));

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value));

/** All have signed. */
const isFinishing = (name: StateName): boolean =>
  name === 'sealing' || name === 'archiving' || name === 'complete';

function happened(document: Document, type: EventDraft['type'], revision: string): Decision {
  const same = document.events.some(
    ({ draft }) => draft.type === type && 'revision' in draft && draft.revision === revision,
  );
  return same ? { outcome: 'nothing' } : refused('already-done');
}

/** A clock that jumps backwards does not turn history around. */
function notBefore(document: Document, now: Date): string {
  const last = document.events.at(-1)?.draft.at;
  const at = now.toISOString();
  return last !== undefined && last > at ? last : at;
}
