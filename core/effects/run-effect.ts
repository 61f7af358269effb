import { findCampaign } from '../campaign/campaign.ts';
import { populate } from '../campaign/populate.ts';
import { type Document, ImpossibleHistory } from '../document/document.ts';
import { Documents } from '../document/documents.ts';
import { type Effect, stateTable } from '../document/state.ts';
import type { Ports } from '../ports/ports.ts';
import { ContentDamaged, StorageUnavailable } from '../ports/storage-errors.ts';
import { archiveRevision } from './archive-revision.ts';
import { EffectFailed, type EffectFailureCode } from './effect-failed.ts';
import { type RevisionZero, renderDocument } from './render-document.ts';
import { type Judge, type Sealer, sealDocument } from './seal-document.ts';

export type EffectPorts = Ports & {
  readonly revisionZero: RevisionZero;
  readonly judge?: Judge;
  readonly sealer?: Sealer;
  /** Told of every failure with its cause; the document itself keeps the code only. */
  readonly onFailure?: (error: unknown) => void;
};

/** Done; nothing to do any more; not due yet; or postponed, with the reason written on the document. */
export type EffectOutcome = 'done' | 'nothing' | 'waiting' | 'postponed';

/**
 * Does what a document's state still demands. Each effect can be repeated: it stores bytes under their hash
 * and records the hash by a decided command, so a second run finds its own traces.
 */
export async function runEffect(
  ports: EffectPorts,
  id: string,
  able: readonly Effect[],
): Promise<EffectOutcome> {
  const documents = new Documents(ports.registry);
  const document = await documents.load(id);
  const effect = document && stateTable[document.state.name].effect;
  if (!document || !effect || !able.includes(effect)) return 'nothing';
  // The write that postpones an effect wakes the stream again.
  if (document.trouble && isLater(document.trouble.due, ports.clock.now())) return 'waiting';
  try {
    await perform(ports, documents, document);
    return 'done';
  } catch (error) {
    ports.onFailure?.(error);
    await documents.note(document, difficulty(document, error, ports.clock.now()));
    if (error instanceof ImpossibleHistory) throw error;
    return 'postponed';
  }
}

function perform(ports: EffectPorts, documents: Documents, document: Document): Promise<void> {
  switch (document.state.name) {
    case 'preparing':
      return renderDocument(ports, documents, document);
    case 'sealing':
      return sealDocument(ports, documents, document, document.state.revision);
    case 'archiving':
      return archiveRevision(ports, documents, document, document.state.revision);
    case 'awaiting':
    case 'complete':
      return Promise.resolve();
  }
}

/** Creates what a campaign's plan lists. */
export async function runPopulate(ports: EffectPorts, campaign: string): Promise<EffectOutcome> {
  const before = await findCampaign(ports.registry, campaign);
  if (before?.state !== 'populating') return 'nothing';
  await populate(ports, campaign);
  return 'done';
}

/** Seconds from one try of an effect to the next, at the most. */
export const longestPause = 300;

/** No effect is put off for longer than the longest pause: what is due later still was written while the clock was wrong. */
export function isLater(due: string, now: Date): boolean {
  const latest = new Date(now.getTime() + longestPause * 1000);
  return due > `${now.toISOString()}~` && due < `${latest.toISOString()}~`;
}

function codeOf(error: unknown): EffectFailureCode {
  if (error instanceof EffectFailed) return error.code;
  if (error instanceof StorageUnavailable) return 'storage-unavailable';
  if (error instanceof ContentDamaged) return 'content-damaged';
  return 'internal-error';
}

/** Waits 2, 4, 8 … seconds, then `longestPause`: what is broken heals by itself when its cause is gone. */
function difficulty(document: Document, error: unknown, now: Date) {
  const attempts = (document.trouble?.attempts ?? 0) + 1;
  const seconds = Math.min(longestPause, 2 ** Math.min(attempts, 9));
  return {
    code: codeOf(error),
    since: document.trouble?.since ?? now.toISOString(),
    attempts,
    due: new Date(now.getTime() + seconds * 1000).toISOString(),
  };
}
