import type { Document } from '../document/document.ts';
import { eventDraft } from '../document/event.ts';
import { scanTypeOf } from '../document/scan-type.ts';
import { type AuditScope, readContent } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/** What HR's acts name in the working store: the scan of a paper, the creation of the document in a void one's place. */
export async function checkActs(
  { working }: AuditScope,
  key: string,
  { id, created, events }: Document,
): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  for (const { draft } of events) {
    if (draft.type === 'recorded-on-paper') {
      const { bytes, findings: damage } = await readContent(working, draft.scan, key);
      if (damage.length > 0) findings.push(...damage);
      else if (!bytes)
        findings.push(found('scan-missing', key, `scan ${draft.scan} is not in the working store`));
      else if (scanTypeOf(bytes) !== draft.mediaType)
        findings.push(found('scan-differs', key, `scan ${draft.scan} is not ${draft.mediaType}`));
    }
    if (draft.type === 'replaced') {
      const { bytes, findings: damage } = await readContent(working, draft.creation, key);
      if (damage.length > 0) findings.push(...damage);
      else if (!bytes)
        findings.push(
          found('creation-missing', key, `creation ${draft.creation} is not in the working store`),
        );
      else if (!succeeds(bytes, id, created.code))
        findings.push(
          found('creation-differs', key, `creation ${draft.creation} does not take this one's place`),
        );
    }
  }
  return findings;
}

function succeeds(bytes: Uint8Array, document: string, code: string): boolean {
  const draft = eventDraft.safeParse(parsed(bytes));
  if (!draft.success || draft.data.type !== 'created') return false;
  return draft.data.replaces?.document === document && draft.data.replaces.code === code;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
