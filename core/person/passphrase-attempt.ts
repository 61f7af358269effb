import * as z from 'zod';
import { type ManagedKeyRecord, managedKeyAlgorithms, WrongPassphrase } from '../pki/managed-key.ts';
import type { Ports } from '../ports/ports.ts';
import { attempt, openLock } from './passphrase-lock.ts';
import { findPerson, managedCredential, updatePerson } from './person.ts';

const managedKeyRecord: z.ZodType<ManagedKeyRecord> = z.strictObject({
  algorithm: z.enum(managedKeyAlgorithms),
  kdf: z.literal('scrypt'),
  N: z.int(),
  r: z.int(),
  p: z.int(),
  salt: z.string(),
  wrapped: z.string(),
});

type Credential = { readonly chain: readonly string[]; readonly key: ManagedKeyRecord };

export type CountedAttempt<T> =
  | { readonly outcome: 'right'; readonly value: T; readonly credential: Credential }
  | { readonly outcome: 'no-key' }
  | { readonly outcome: 'wrong-passphrase'; readonly attemptsLeft: number }
  /** This try was the one too many, or was not made. Without `until`: until HR unlocks. */
  | { readonly outcome: 'locked'; readonly until?: Date };

/** One try of a passphrase, counted before it is made. `open` throws WrongPassphrase. */
export async function countedAttempt<T>(
  ports: Pick<Ports, 'registry' | 'clock'>,
  id: string,
  open: (credential: Credential) => Promise<T>,
): Promise<CountedAttempt<T>> {
  const counted = await countAttempt(ports, id);
  if (counted.outcome !== 'counted') return counted;
  const { credential, lock, left } = counted;
  try {
    const value = await open(credential);
    await clearLock(ports, id);
    return { outcome: 'right', value, credential };
  } catch (error) {
    if (error instanceof WrongPassphrase) {
      const next = attempt(lock, ports.clock.now());
      return next.allowed ? { outcome: 'wrong-passphrase', attemptsLeft: left } : lockedUntil(next.until);
    }
    // Nobody guessed: a key service that is away locks nobody out.
    await uncountAttempt(ports, id);
    throw error;
  }
}

const lockedUntil = (until: Date | undefined) =>
  ({ outcome: 'locked', ...(until ? { until } : {}) }) as const;

async function countAttempt(ports: Pick<Ports, 'registry' | 'clock'>, id: string) {
  for (;;) {
    const person = await findPerson(ports.registry, id);
    const held = person && managedCredential(person);
    if (!held) return { outcome: 'no-key' } as const;
    const tried = attempt(person.lock, ports.clock.now());
    if (!tried.allowed) return lockedUntil(tried.until);
    const saved = await updatePerson(ports.registry, person, { lock: tried.lock });
    const { chain, key } = held;
    const credential = { chain, key: managedKeyRecord.parse(key) };
    if (saved) return { outcome: 'counted', credential, lock: tried.lock, left: tried.left } as const;
  }
}

/** Takes back one count; a lost race leaves a count too many, never too few. */
async function uncountAttempt({ registry }: Pick<Ports, 'registry'>, id: string): Promise<void> {
  const person = await findPerson(registry, id);
  if (!person || person.lock.attempts === 0) return;
  const { attempts, failures } = person.lock;
  const lock = { ...person.lock, attempts: attempts - 1, failures: Math.max(0, failures - 1) };
  await updatePerson(registry, person, { lock });
}

/**
 * Success clears the count, whoever wrote meanwhile: were a lost race to leave it, two browsers with the right
 * passphrase would lock their person out.
 */
async function clearLock({ registry }: Pick<Ports, 'registry'>, id: string): Promise<void> {
  for (;;) {
    const person = await findPerson(registry, id);
    if (!person || (person.lock.attempts === 0 && person.lock.failures === 0)) return;
    if (await updatePerson(registry, person, { lock: openLock })) return;
  }
}
