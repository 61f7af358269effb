import type { Census } from './census.ts';
import { type AuditCode, type AuditFinding, found } from './finding.ts';

/** A code leads to one document, and a number is never given twice in a campaign. */
export function checkUnique(census: Census): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const seen = new Map<string, string>();
  const once = (code: AuditCode, what: string, id: string) => {
    const first = seen.get(what);
    if (first !== undefined) findings.push(found(code, `document#${id}`, `shared with document#${first}`));
    else seen.set(what, id);
  };
  for (const [id, { created }] of census.documents) {
    once('code-twice', `code ${created.code}`, id);
    if (created.number !== undefined)
      once('number-twice', `number ${created.campaign} ${created.kind} ${created.number}`, id);
  }
  return findings;
}
