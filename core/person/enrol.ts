import { issueCertificate } from '../pki/authority.ts';
import { createManagedKey, type ManagedKeyAlgorithm, type ScryptCost } from '../pki/managed-key.ts';
import { type AuthorityPorts, authorityTools, findAuthority } from '../pki/stored-authority.ts';
import { type PassphraseProblem, passphraseProblem } from './passphrase.ts';
import { findPerson, type Person, personItem, updatePerson } from './person.ts';

export type Enrolment =
  | { readonly outcome: 'enrolled'; readonly person: Person }
  /** The person has a key already; a lost passphrase is HR's matter. */
  | { readonly outcome: 'already-enrolled' }
  /** Another request of the same person is at it, or was cut off seconds ago. */
  | { readonly outcome: 'busy' }
  | { readonly outcome: 'passphrase-refused'; readonly problem: PassphraseProblem }
  | { readonly outcome: 'not-found' };

/** Longer than making a key takes; a visit that was cut off frees the place by itself. */
const claimMs = 10_000;

/** The vault's context of a person's key: opaque, since key services log it. */
export const keyContext = (person: string) => ({ person });

/** A person's first visit: a key of their own under their passphrase, and its certificate from our CA. */
export async function enrol(
  ports: AuthorityPorts,
  request: {
    readonly person: string;
    readonly passphrase: string;
    readonly algorithm?: ManagedKeyAlgorithm;
    readonly cost?: ScryptCost;
  },
): Promise<Enrolment> {
  const problem = passphraseProblem(request.passphrase);
  if (problem) return { outcome: 'passphrase-refused', problem };
  const person = await findPerson(ports.registry, request.person);
  const authority = await findAuthority(ports.registry);
  if (!person || !authority) return { outcome: 'not-found' };
  if (person.credential) return { outcome: 'already-enrolled' };
  // Claimed before anything costly: parallel visits make one key and one certificate.
  const now = ports.clock.now();
  const claim = person.enrolling === undefined ? Number.NaN : Date.parse(person.enrolling);
  if (Math.abs(now.getTime() - claim) < claimMs) return { outcome: 'busy' };
  const claimed = await updatePerson(ports.registry, person, { enrolling: now.toISOString() });
  if (!claimed) return { outcome: 'busy' };
  const { publicKey, record } = await createManagedKey(request.passphrase, {
    vault: ports.vault,
    randomness: ports.randomness,
    context: keyContext(person.id),
    ...(request.algorithm ? { algorithm: request.algorithm } : {}),
    ...(request.cost ? { cost: request.cost } : {}),
  });
  const certificate = await issueCertificate(
    authority,
    { profile: 'person', subject: { name: person.displayName, bareName: person.bareName }, publicKey },
    authorityTools(ports),
  );
  const chain = [certificate, authority.issuing].map((der) => Buffer.from(der).toString('base64'));
  const { enrolling: _, ...rest } = claimed;
  const updated: Person = {
    ...rest,
    credential: { chain, key: { ...record } },
    version: claimed.version + 1,
  };
  const saved = await ports.registry.save(personItem(updated));
  // Whoever claimed after this claim ran out may be at it still: there need not be a key yet.
  return saved === 'saved' ? { outcome: 'enrolled', person: updated } : { outcome: 'busy' };
}
