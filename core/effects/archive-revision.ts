import type { Document } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import type { Ports } from '../ports/ports.ts';
import { EffectFailed } from './effect-failed.ts';
import { publishRecord } from './publish-record.ts';

/** Effect `archive`: the sealed bytes into the write-once archive, what is published of them, then the event. */
export async function archiveRevision(
  ports: Pick<Ports, 'working' | 'archive' | 'records' | 'clock'>,
  documents: Documents,
  document: Document,
  revision: string,
): Promise<void> {
  const bytes = await ports.working.get(revision);
  if (!bytes) throw new EffectFailed('revision-missing', `revision ${revision} is not stored`);
  await ports.archive.put(bytes);
  const record = await publishRecord(ports, document, revision);
  await documents.execute(document.id, { type: 'record-archive', revision, record }, ports.clock.now());
}
