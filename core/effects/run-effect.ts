import { findCampaign } from '../campaign/campaign.ts';
import { populate } from '../campaign/populate.ts';
import { type Document, ImpossibleHistory } from '../document/document.ts';
import { Documents } from '../document/documents.ts';
import { type Effect, stateTable } from '../document/state.ts';
import type { Ports } from '../ports/ports.ts';
import { archiveRevision } from './archive-revision.ts';
import { createSuccessor } from './create-successor.ts';
import { failureCode } from './effect-failed.ts';
import { type Extender, extendDocument } from './extend-document.ts';
import { type RevisionZero, renderDocument } from './render-document.ts';
import { type Judge, type ReadProtection, type Sealer, sealDocument } from './seal-document.ts';

export type EffectPorts = Ports & {
  readonly revisionZero: RevisionZero;
  readonly judge?: Judge;
  readonly sealer?: Sealer;
  readonly extender?: Extender;
  readonly protection?: ReadProtection;
  /** Told of every failure with its cause, and of whose effect it was; the document itself keeps the code only. */
  readonly onFailure?: (error: unknown, document?: string) => void;
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
  /** `anyway`: an operator asks for it, before it is due or during the pause after a failure. */
  { anyway = false }: { readonly anyway?: boolean } = {},
): Promise<EffectOutcome> {
  const documents = new Documents(ports.registry);
  const document = await documents.load(id);
  const effect = document && stateTable[document.state.name].effect;
  if (!document || !effect || !able.includes(effect)) return 'nothing';
  const now = ports.clock.now();
  if (!anyway && !isRenewalDue(document, now)) {
    // The clock was ahead when it was noted.
    if (document.trouble) await documents.note(document);
    return 'nothing';
  }
  // The write that postpones an effect wakes the stream again.
  if (!anyway && document.trouble && isLater(document.trouble.due, now, longestPause[effect]))
    return 'waiting';
  try {
    await perform(ports, documents, document);
    return 'done';
  } catch (error) {
    ports.onFailure?.(error, id);
    await documents.note(document, difficulty(document, error, ports.clock.now(), longestPause[effect]));
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
    case 'complete':
      return extendDocument(ports, documents, document);
    case 'replacing':
      return createSuccessor(ports, documents, document, document.state);
    case 'awaiting':
    case 'returned':
    case 'cancelled':
    case 'on-paper':
    case 'superseded':
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

/** True for every other effect: it is due as soon as the state is reached. */
export const isRenewalDue = ({ state }: Document, now: Date): boolean =>
  state.name !== 'complete' || state.next !== undefined || state.renewalDue <= now.toISOString();

/** Seconds from one try of an effect to the next, at the most. A renewal has two years. */
export const longestPause: Readonly<Record<Effect | 'populate', number>> = {
  populate: 300,
  render: 300,
  succeed: 300,
  seal: 300,
  archive: 300,
  extend: 6 * 3600,
};

/** No effect is put off for longer than its longest pause: what is due later still was written while the clock was wrong. */
export function isLater(due: string, now: Date, pause: number): boolean {
  const latest = new Date(now.getTime() + pause * 1000);
  return due > `${now.toISOString()}~` && due < `${latest.toISOString()}~`;
}

/** Waits 2, 4, 8 … seconds, then `pause`: what is broken heals by itself when its cause is gone. */
function difficulty(document: Document, error: unknown, now: Date, pause: number) {
  const attempts = (document.trouble?.attempts ?? 0) + 1;
  const seconds = Math.min(pause, 2 ** Math.min(attempts, 15));
  return {
    code: failureCode(error),
    since: document.trouble?.since ?? now.toISOString(),
    attempts,
    due: new Date(now.getTime() + seconds * 1000).toISOString(),
  };
}
