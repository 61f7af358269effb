import * as z from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { type EventDraft, eventDraft } from './event.ts';
import { sha256, sha256Hex } from './sha256.ts';

/**
 * Each event carries the hash of the one before it and its own over its canonical JSON, so that an event
 * that was changed, dropped or put between others shows (invariant I9).
 */
export const chainedEvent = z.strictObject({
  draft: eventDraft,
  previous: sha256Hex,
  hash: sha256Hex,
});
export type ChainedEvent = z.infer<typeof chainedEvent>;

/** The chain of each document starts at its own id: events cannot move to another document. */
export const chainOrigin = (documentId: string): string => sha256(`ikrar document ${documentId}`);

export function chainEvent(
  documentId: string,
  chain: readonly ChainedEvent[],
  draft: EventDraft,
): ChainedEvent {
  const previous = chain.at(-1)?.hash ?? chainOrigin(documentId);
  return { draft, previous, hash: hashOf(previous, draft) };
}

export class AuditChainBroken extends Error {
  override readonly name = 'AuditChainBroken';
  readonly documentId: string;
  readonly position: number;
  constructor(documentId: string, position: number) {
    super(`document ${documentId}: event ${position} does not follow from the one before it`);
    this.documentId = documentId;
    this.position = position;
  }
}

export function checkChain(documentId: string, chain: readonly ChainedEvent[]): void {
  let previous = chainOrigin(documentId);
  chain.forEach((event, position) => {
    if (event.previous !== previous || event.hash !== hashOf(previous, event.draft))
      throw new AuditChainBroken(documentId, position);
    previous = event.hash;
  });
}

const hashOf = (previous: string, draft: EventDraft): string =>
  sha256(canonicalJson({ previous, draft: JSON.parse(JSON.stringify(draft)) }));
