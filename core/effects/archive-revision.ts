import type { Document } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import type { Ports } from '../ports/ports.ts';
import { EffectFailed } from './effect-failed.ts';

/** Effect `archive`: the sealed bytes into the write-once archive, then the record of it. */
export async function archiveRevision(
  ports: Pick<Ports, 'working' | 'archive' | 'clock'>,
  documents: Documents,
  document: Document,
  revision: string,
): Promise<void> {
  const bytes = await ports.working.get(revision);
  if (!bytes) throw new EffectFailed('revision-missing', `revision ${revision} is not stored`);
  await ports.archive.put(bytes);
  await documents.execute(document.id, { type: 'record-archive', revision }, ports.clock.now());
}
