import { authorityWarnings } from '../pki/authority-health.ts';
import type { Registry } from '../ports/registry.ts';
import { type AuditFinding, found } from './finding.ts';

/** What people have to do for the authority, though everything stored is whole; the issuing CA's list renews itself. */
export async function checkCeremonies(registry: Registry, at: Date): Promise<AuditFinding[]> {
  const warnings = await authorityWarnings(registry, at);
  return warnings
    .filter(({ code }) => code !== 'issuing-list-ended')
    .map(({ code, ends }) =>
      found('authority-ceremony-due', 'authority#1', `${code}, ${ends.toISOString()}`),
    );
}
