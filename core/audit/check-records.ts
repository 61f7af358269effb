import type { Document } from '../document/document.ts';
import { renditions } from '../document/renditions.ts';
import { encodeRecord } from '../publication/encode-record.ts';
import { decodeFacts } from '../typeset/facts.ts';
import { type AuditScope, readContent } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/** What is published with each rendition is what the stored facts and the events tell of it, byte for byte. */
export async function checkRecords(
  scope: AuditScope,
  key: string,
  document: Document,
): Promise<AuditFinding[]> {
  const stored =
    document.state.name === 'complete' && (await readContent(scope.working, document.created.facts, key));
  // Whoever checks the facts has said so.
  if (!stored || stored.bytes === undefined) return [];
  const facts = decodeFacts(stored.bytes);
  const findings: AuditFinding[] = [];
  for (const { record, revision } of renditions(document)) {
    const { bytes, findings: damage } = await readContent(scope.records, record, key);
    findings.push(...damage);
    if (!bytes) {
      if (damage.length === 0)
        findings.push(found('record-missing', key, `${record} is not among the records`));
    } else if (Buffer.compare(bytes, encodeRecord(facts, document, revision)) !== 0)
      findings.push(
        found('record-differs', key, `${record} is not what facts and events tell of ${revision}`),
      );
  }
  return findings;
}
