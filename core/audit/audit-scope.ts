import { sha256 } from '../document/sha256.ts';
import type { ContentStore } from '../ports/content-store.ts';
import type { Ports } from '../ports/ports.ts';
import { ContentDamaged } from '../ports/storage-errors.ts';
import type { DocumentFacts } from '../typeset/facts.ts';
import { type AuditFinding, found } from './finding.ts';
import type { PdfInspection } from './pdf-inspection.ts';

export type AuditPorts = Pick<Ports, 'registry' | 'working' | 'archive'>;

/** What each rule is given beside the item it looks at. */
export type AuditScope = AuditPorts & {
  readonly pdf: PdfInspection;
  /** Where given, revision 0 is made anew from the stored facts and compared. */
  readonly revisionZero?: (facts: DocumentFacts) => Promise<Uint8Array>;
};

/** Stored bytes, hashed here once more: the store's own check is not taken for granted. */
export async function readContent(
  store: ContentStore,
  hash: string,
  key: string,
): Promise<{ readonly bytes?: Uint8Array; readonly findings: readonly AuditFinding[] }> {
  try {
    const bytes = await store.get(hash);
    if (bytes === undefined || sha256(bytes) === hash)
      return bytes ? { bytes, findings: [] } : { findings: [] };
    return { findings: [found('content-damaged', key, `the bytes under ${hash} have another SHA-256`)] };
  } catch (error) {
    if (!(error instanceof ContentDamaged)) throw error;
    return { findings: [found('content-damaged', key, error.message)] };
  }
}
