import { issueActivationCode } from '../../core/person/activation-code.ts';
import { type Enrolment, enrol } from '../../core/person/enrol.ts';
import type { ScryptCost } from '../../core/pki/managed-key.ts';
import type { AuthorityPorts } from '../../core/pki/stored-authority.ts';

export const operator = { role: 'operator' } as const;
export const consent = 'persetujuan-uji';

/** HR hands a code to a person without a key, who uses it at once. */
export async function activate(
  ports: AuthorityPorts,
  request: { readonly person: string; readonly passphrase: string; readonly cost: ScryptCost },
  use: typeof enrol = enrol,
): Promise<Enrolment['outcome'] | 'changed-since' | 'too-many-keys'> {
  const issue = await issueActivationCode(ports, { person: request.person, by: operator });
  if (issue.outcome === 'has-key') return 'already-enrolled';
  if (issue.outcome !== 'issued') return issue.outcome;
  return (await use(ports, { ...request, code: issue.code, consent })).outcome;
}
