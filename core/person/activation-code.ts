import { timingSafeEqual } from 'node:crypto';
import { drawCheckedCode, readCheckedCode } from '../document/checked-code.ts';
import { sha256 } from '../document/sha256.ts';
import type { Ports } from '../ports/ports.ts';
import type { Randomness } from '../ports/randomness.ts';
import { certificateEndsSoon } from './certificate-end.ts';
import { findPerson, type Person, type StoredPerson, updatePerson } from './person.ts';
import type { Officer } from './person-event.ts';

/**
 * What HR hands to a person by another way than the link: 55 random bits and a check character, twelve in all. A
 * plain hash is enough for it: five guesses are allowed, and the key behind the code does not exist before it is
 * used, so there is nothing to gain from searching a stolen registry but a seat which HR still watches being taken.
 */
const randomCharacters = 11;

export const activationDays = 14;
export const activationAttempts = 5;

/**
 * Of one person in one campaign. Each ended one stands in the person's item for good, where signatures are ascribed to
 * their person; nobody needs a hundredth, and what goes on beyond it is for people to look into.
 */
export const mostKeys = 100;

export const hasMostKeys = ({ former = [] }: Person): boolean => former.length >= mostKeys;

export const drawActivationCode = (randomness: Randomness): string =>
  drawCheckedCode(randomness, randomCharacters);

/** `undefined` for what cannot be a code: mistyped, and no attempt worth counting. */
export const readActivationCode = (typed: string): string | undefined =>
  readCheckedCode(typed, randomCharacters);

const hashOf = (person: string, code: string): string => sha256(`ikrar activation ${person} ${code}`);

type Activation = NonNullable<StoredPerson['activation']>;

/** Whether the code can still be used, right or wrong. */
export const codeIsAlive = (activation: Activation, now: Date): boolean =>
  activation.attempts < activationAttempts && now < new Date(activation.expiresAt);

export const codeMatches = (person: string, { code: stored }: Activation, code: string): boolean =>
  timingSafeEqual(Buffer.from(stored, 'hex'), Buffer.from(hashOf(person, code), 'hex'));

export type CodeIssue =
  /** The code stands nowhere else: it is shown now, never again. */
  | { readonly outcome: 'issued'; readonly code: string; readonly expiresAt: Date; readonly person: Person }
  | { readonly outcome: 'not-found' }
  /** The person has a key which is good for a while; it is given up first. */
  | { readonly outcome: 'has-key' }
  | { readonly outcome: 'left-office' }
  /** `mostKeys` were made and ended. */
  | { readonly outcome: 'too-many-keys' }
  /** Another code was issued, or this one used, since the person was listed. */
  | { readonly outcome: 'changed-since' };

/** A new code for a person without a key, or with one whose certificate ends soon. The code before it is dead. */
export async function issueActivationCode(
  ports: Pick<Ports, 'registry' | 'clock' | 'randomness'>,
  request: {
    readonly person: string;
    readonly by: Officer;
    /** The person as they were listed; a code issued since then, by another press of the button, stays. */
    readonly seen?: Person;
  },
): Promise<CodeIssue> {
  for (;;) {
    const person = await findPerson(ports.registry, request.person);
    if (!person) return { outcome: 'not-found' };
    if (person.left) return { outcome: 'left-office' };
    if (hasMostKeys(person)) return { outcome: 'too-many-keys' };
    if (request.seen && request.seen.activation?.code !== person.activation?.code)
      return { outcome: 'changed-since' };
    const now = ports.clock.now();
    if (person.credential && !certificateEndsSoon(person, now)) return { outcome: 'has-key' };
    const code = drawActivationCode(ports.randomness);
    const expiresAt = new Date(now.getTime() + activationDays * 86_400_000);
    const activation: Activation = {
      code: hashOf(person.id, code),
      issuedAt: now.toISOString(),
      expiresAt: expiresAt.toISOString(),
      attempts: 0,
    };
    const saved = await updatePerson(
      ports.registry,
      person,
      { activation },
      {
        type: 'code-issued',
        at: activation.issuedAt,
        by: request.by,
        code: activation.code,
        expiresAt: activation.expiresAt,
      },
    );
    if (saved) return { outcome: 'issued', code, expiresAt, person: saved };
  }
}
