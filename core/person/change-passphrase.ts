import { rewrapManagedKey, type ScryptCost } from '../pki/managed-key.ts';
import type { Ports } from '../ports/ports.ts';
import { keyContext } from './enrol.ts';
import { type PassphraseProblem, passphraseProblem } from './passphrase.ts';
import { type CountedAttempt, countedAttempt } from './passphrase-attempt.ts';
import { findPerson, managedCredential } from './person.ts';
import { replaceKey } from './replace-key.ts';

export type PassphraseChange =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'passphrase-refused'; readonly problem: PassphraseProblem | 'same-as-before' }
  /** Another change, or HR, was faster: the old passphrase may not be the one any more. */
  | { readonly outcome: 'changed-since' }
  | Exclude<CountedAttempt<never>, { outcome: 'right' }>;

/** The same key and certificate under another passphrase. The old one is an attempt like any other, and counted. */
export async function changePassphrase(
  ports: Pick<Ports, 'registry' | 'vault' | 'clock' | 'randomness'>,
  request: {
    readonly person: string;
    readonly passphrase: string;
    readonly next: string;
    readonly cost?: ScryptCost;
  },
): Promise<PassphraseChange> {
  const person = await findPerson(ports.registry, request.person);
  if (!person || !managedCredential(person)) return { outcome: 'no-key' };
  const problem = passphraseProblem(request.next, person);
  if (problem) return { outcome: 'passphrase-refused', problem };
  if (request.next.normalize('NFC') === request.passphrase.normalize('NFC'))
    return { outcome: 'passphrase-refused', problem: 'same-as-before' };
  const { vault, randomness, registry } = ports;
  const tried = await countedAttempt(ports, person.id, ({ key }) =>
    rewrapManagedKey(key, request.passphrase, request.next, {
      vault,
      randomness,
      context: keyContext(person.id),
      ...(request.cost ? { cost: request.cost } : {}),
    }),
  );
  if (tried.outcome !== 'right') return tried;
  const at = ports.clock.now().toISOString();
  const event = { type: 'passphrase-changed', at } as const;
  const saved = await replaceKey(registry, person.id, tried.credential.key, tried.value, event);
  return { outcome: saved ? 'changed' : 'changed-since' };
}
