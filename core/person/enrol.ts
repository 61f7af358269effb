import { findCampaign } from '../campaign/campaign.ts';
import { sha256 } from '../document/sha256.ts';
import { IssuingCaRevoked, issueCertificate } from '../pki/authority.ts';
import { createManagedKey, type ManagedKeyAlgorithm, type ScryptCost } from '../pki/managed-key.ts';
import { type AuthorityPorts, authorityTools, findAuthority } from '../pki/stored-authority.ts';
import { codeIsAlive, codeMatches, readActivationCode } from './activation-code.ts';
import { certificateEnd, certificateEndsSoon } from './certificate-end.ts';
import { type PassphraseProblem, passphraseProblem } from './passphrase.ts';
import { openLock } from './passphrase-lock.ts';
import { certificateOf, currentCertificate, findPerson, type Person, updatePerson } from './person.ts';

export type Enrolment =
  | { readonly outcome: 'enrolled'; readonly person: Person }
  /** The person has a key already; a lost passphrase is HR's matter. */
  | { readonly outcome: 'already-enrolled' }
  /** Another request of the same person is at it, or was cut off seconds ago. */
  | { readonly outcome: 'busy' }
  | { readonly outcome: 'passphrase-refused'; readonly problem: PassphraseProblem }
  /** What was typed cannot be a code: a slip of the hand, not counted. */
  | { readonly outcome: 'code-mistyped' }
  /** Wrong, expired, used, replaced, guessed at too often, or never issued: nobody learns which. */
  | { readonly outcome: 'code-refused' }
  | { readonly outcome: 'left-office' }
  /** The issuing CA was revoked; nobody is enrolled until the operator has made the next one. */
  | { readonly outcome: 'issuing-ca-revoked' }
  | { readonly outcome: 'not-found' };

export type EnrolmentRequest = {
  readonly person: string;
  /** As typed. */
  readonly code: string;
  readonly passphrase: string;
  /** Names the text that was agreed to. */
  readonly consent: string;
  readonly algorithm?: ManagedKeyAlgorithm;
  readonly cost?: ScryptCost;
};

/** Longer than making a key takes; a visit that was cut off frees the place by itself. */
const claimMs = 10_000;

/** The vault's context of a person's key: opaque, since key services log it. */
export const keyContext = (person: string) => ({ person });

/**
 * A key of a person's own under their passphrase, and its certificate from our CA: for whoever holds the code that HR
 * gave to the person, once. Without a code there is no key.
 */
export async function enrol(ports: AuthorityPorts, request: EnrolmentRequest): Promise<Enrolment> {
  const person = await findPerson(ports.registry, request.person);
  const authority = await findAuthority(ports.registry);
  const campaign = person && (await findCampaign(ports.registry, person.campaign));
  if (!person || !authority || !campaign) return { outcome: 'not-found' };
  if (person.left) return { outcome: 'left-office' };
  if (person.signer !== 'ikrar-ca') return { outcome: 'not-found' };
  if (person.credential && !certificateEndsSoon(person, ports.clock.now()))
    return { outcome: 'already-enrolled' };
  const problem = passphraseProblem(request.passphrase, person);
  if (problem) return { outcome: 'passphrase-refused', problem };
  const code = readActivationCode(request.code);
  if (code === undefined) return { outcome: 'code-mistyped' };
  const admitted = await admitByCode(ports, person, code);
  if (admitted.outcome !== 'admitted') return admitted;
  const { publicKey, record } = await createManagedKey(request.passphrase, {
    vault: ports.vault,
    randomness: ports.randomness,
    context: keyContext(person.id),
    ...(request.algorithm ? { algorithm: request.algorithm } : {}),
    ...(request.cost ? { cost: request.cost } : {}),
  });
  const now = ports.clock.now();
  const certificate = await issueCertificate(
    authority,
    {
      profile: 'person',
      subject: {
        name: person.displayName,
        bareName: person.bareName,
        outsider: person.role === 'witness',
      },
      publicKey,
      notAfter: certificateEnd(campaign, now),
    },
    authorityTools(ports),
  ).catch((error: unknown) => {
    if (error instanceof IssuingCaRevoked) return undefined;
    throw error;
  });
  if (certificate === undefined) return { outcome: 'issuing-ca-revoked' };
  const chain = [certificate, authority.issuing].map((der) => Buffer.from(der).toString('base64'));
  const at = now.toISOString();
  const updated = await updatePerson(
    ports.registry,
    admitted.person,
    {
      credential: { chain, key: { ...record }, consent: { text: request.consent, at } },
      former: [...(admitted.person.former ?? []), ...renewed(admitted.person, at)],
      lock: openLock,
      activation: undefined,
      enrolling: undefined,
    },
    {
      type: 'activated',
      at,
      code: admitted.code,
      certificate: sha256(certificate),
      consent: request.consent,
    },
  );
  // Whoever claimed after this claim ran out, or HR with another code, was faster: there need not be a key yet.
  return updated ? { outcome: 'enrolled', person: updated } : { outcome: 'busy' };
}

/**
 * Counts the attempt, then compares, then claims the place, each by a write of its own: parallel guesses all count,
 * and parallel visits with the right code make one key and one certificate. The right code gets its count back, so
 * that visits which were cut off do not use it up.
 */
export async function admitByCode(
  ports: Pick<AuthorityPorts, 'registry' | 'clock'>,
  found: Person,
  code: string,
): Promise<
  | { readonly outcome: 'admitted'; readonly person: Person; readonly code: string }
  | { readonly outcome: 'busy' | 'code-refused' }
> {
  let person = found;
  for (;;) {
    const now = ports.clock.now();
    const claim = person.enrolling === undefined ? Number.NaN : Date.parse(person.enrolling);
    if (Math.abs(now.getTime() - claim) < claimMs) return { outcome: 'busy' };
    const { activation } = person;
    if (!activation || !codeIsAlive(activation, now)) return { outcome: 'code-refused' };
    const attempts = activation.attempts + 1;
    const counted = await updatePerson(ports.registry, person, { activation: { ...activation, attempts } });
    if (counted) {
      if (!codeMatches(person.id, activation, code)) return { outcome: 'code-refused' };
      const enrolling = now.toISOString();
      const claimed = await updatePerson(ports.registry, counted, { activation, enrolling });
      return claimed ? { outcome: 'admitted', person: claimed, code: activation.code } : { outcome: 'busy' };
    }
    const again = await findPerson(ports.registry, person.id);
    if (!again) return { outcome: 'code-refused' };
    person = again;
  }
}

/** The key before this one, where its certificate was about to end. */
export function renewed(person: Person, endedAt: string): NonNullable<Person['former']> {
  const serial = certificateOf(person)?.serial;
  const certificate = currentCertificate(person);
  if (serial === undefined || certificate === undefined) return [];
  const own = person.credential !== undefined && 'own' in person.credential;
  return [{ certificate, serial, endedAt, reason: 'renewed', ...(own ? { own } : {}) }];
}
