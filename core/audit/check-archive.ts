import type { Document } from '../document/document.ts';
import { type Rendition, renditions } from '../document/renditions.ts';
import { DocumentUnprotected } from '../pades/document-protection.ts';
import { PdfMalformed } from '../pades/reader/pdf-malformed.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { type AuditScope, readContent } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/**
 * Every rendition of a complete document stands in the archive under the hash its events tell, byte for byte (I1, I5),
 * each an exact prefix of the next (I4), protected for as long as its own timestamp says.
 */
export async function checkArchive(
  scope: AuditScope,
  key: string,
  document: Document,
): Promise<AuditFinding[]> {
  if (document.state.name !== 'complete') return [];
  const findings = checkOrder(key, document);
  let before: Uint8Array | undefined;
  for (const rendition of renditions(document)) {
    const { bytes, findings: damage } = await readContent(scope.archive, rendition.revision, key);
    findings.push(...damage);
    if (!bytes) {
      if (damage.length === 0)
        findings.push(
          found('archive-missing', key, `complete, but ${rendition.revision} is not in the archive`),
        );
      return findings;
    }
    const longer = before === undefined || bytes.length > before.length;
    if (!longer || (before && Buffer.compare(bytes.subarray(0, before.length), before) !== 0))
      findings.push(
        found('rendition-not-prefix', key, `${rendition.revision} does not continue the rendition before it`),
      );
    findings.push(...checkProtection(scope, key, rendition, bytes));
    before = bytes;
  }
  return findings;
}

/** What was archived is what was sealed or extended last before. */
function checkOrder(key: string, { events }: Document): AuditFinding[] {
  const findings: AuditFinding[] = [];
  let made: string | undefined;
  for (const { draft } of events) {
    if (draft.type === 'sealed' || draft.type === 'extended') made = draft.revision;
    if (draft.type === 'archived' && draft.revision !== made)
      findings.push(found('archive-differs', key, `archived ${draft.revision}, made was ${made}`));
  }
  return findings;
}

function checkProtection(
  { pdf }: AuditScope,
  key: string,
  { protectedUntil, timestampAuthority, revision }: Rendition,
  bytes: Uint8Array,
): AuditFinding[] {
  const differs = (message: string) => [found('protection-differs', key, `${revision}: ${message}`)];
  try {
    const told = pdf.protection(bytes);
    return told.protectedUntil === protectedUntil && told.timestampAuthority === timestampAuthority
      ? []
      : differs(
          `recorded ${protectedUntil} by ${timestampAuthority}, the file tells ${told.protectedUntil} by ${told.timestampAuthority}`,
        );
  } catch (error) {
    if (
      error instanceof PdfMalformed ||
      error instanceof PkiMalformed ||
      error instanceof DocumentUnprotected
    )
      return differs(error.message);
    throw error;
  }
}
