import type { Document } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { eventDraft } from '../document/event.ts';
import type { Ports } from '../ports/ports.ts';
import { EffectFailed } from './effect-failed.ts';

/** Effect `succeed`: the corrected document, as it was decided with the replacement; then its predecessor is void. */
export async function createSuccessor(
  ports: Pick<Ports, 'working' | 'clock'>,
  documents: Documents,
  document: Document,
  { successor, creation }: { readonly successor: string; readonly creation: string },
): Promise<void> {
  const stored = await ports.working.get(creation);
  if (!stored) throw new EffectFailed('facts-missing', `creation ${creation} is not stored`);
  const draft = eventDraft.parse(JSON.parse(new TextDecoder().decode(stored)));
  if (draft.type !== 'created') throw new Error(`creation ${creation}: expected an event of creation`);
  await documents.create(successor, draft);
  await documents.execute(document.id, { type: 'record-successor', successor }, ports.clock.now());
}
