import { authorityWarnings } from '../pki/authority-health.ts';
import type { Registry } from '../ports/registry.ts';
import { type AuditFinding, found } from './finding.ts';

/** What the operator of the authority has to do, though everything stored is whole. */
export async function checkCeremonies(registry: Registry, at: Date): Promise<AuditFinding[]> {
  const warnings = await authorityWarnings(registry, at);
  return warnings.map(({ code, ends }) =>
    found('authority-ceremony-due', 'authority#1', `${code}, ${ends.toISOString()}`),
  );
}
