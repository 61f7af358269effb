import type { Document } from '../document/document.ts';
import { type AuditScope, readContent } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/** A complete document stands in the archive under the hash its events tell, byte for byte (I1, I5). */
export async function checkArchive(
  scope: AuditScope,
  key: string,
  { state, events }: Document,
): Promise<AuditFinding[]> {
  if (state.name !== 'complete') return [];
  const { bytes, findings } = await readContent(scope.archive, state.revision, key);
  if (!bytes)
    return findings.length > 0
      ? [...findings]
      : [found('archive-missing', key, `complete, but ${state.revision} is not in the archive`)];
  const told = events.flatMap(({ draft }) =>
    draft.type === 'sealed' || draft.type === 'archived' ? [draft.revision] : [],
  );
  return told.every((revision) => revision === state.revision)
    ? []
    : [found('archive-differs', key, `sealed and archived tell ${told.join(' and ')}`)];
}
