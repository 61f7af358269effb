import * as z from 'zod';
import {
  type ManagedKeyRecord,
  managedKeyAlgorithms,
  openManagedKey,
  WrongPassphrase,
} from '../pki/managed-key.ts';
import type { MessageSigner } from '../pki/message-signer.ts';
import type { Ports } from '../ports/ports.ts';
import { keyContext } from './enrol.ts';
import { attempt, openLock } from './passphrase-lock.ts';
import { findPerson, updatePerson } from './person.ts';

const managedKeyRecord: z.ZodType<ManagedKeyRecord> = z.strictObject({
  algorithm: z.enum(managedKeyAlgorithms),
  kdf: z.literal('scrypt'),
  N: z.int(),
  r: z.int(),
  p: z.int(),
  salt: z.string(),
  wrapped: z.string(),
});

export type OpenedCredential =
  | {
      readonly outcome: 'opened';
      readonly key: MessageSigner;
      /** DER, the person's certificate first. */
      readonly chain: readonly Uint8Array[];
    }
  | { readonly outcome: 'no-key' }
  | { readonly outcome: 'wrong-passphrase'; readonly attemptsLeft: number }
  | { readonly outcome: 'locked'; readonly until: Date };

/** Opens a person's key for the length of one request. Each try is counted before it is made. */
export async function openCredential(
  ports: Pick<Ports, 'registry' | 'vault' | 'clock'>,
  id: string,
  passphrase: string,
): Promise<OpenedCredential> {
  const counted = await countAttempt(ports, id);
  if (counted.outcome !== 'counted') return counted;
  const { credential, left } = counted;
  try {
    const key = await openManagedKey(managedKeyRecord.parse(credential.key), passphrase, {
      vault: ports.vault,
      context: keyContext(id),
    });
    await clearLock(ports, id);
    return {
      outcome: 'opened',
      key,
      chain: credential.chain.map((der) => new Uint8Array(Buffer.from(der, 'base64'))),
    };
  } catch (error) {
    if (error instanceof WrongPassphrase) return { outcome: 'wrong-passphrase', attemptsLeft: left };
    // Nobody guessed: a key service that is away locks nobody out.
    await uncountAttempt(ports, id);
    throw error;
  }
}

async function countAttempt(ports: Pick<Ports, 'registry' | 'clock'>, id: string) {
  for (;;) {
    const person = await findPerson(ports.registry, id);
    if (!person?.credential) return { outcome: 'no-key' } as const;
    const tried = attempt(person.lock, ports.clock.now());
    if (!tried.allowed) return { outcome: 'locked', until: tried.until } as const;
    const saved = await updatePerson(ports.registry, person, { lock: tried.lock });
    if (saved) return { outcome: 'counted', credential: person.credential, left: tried.left } as const;
  }
}

/** Takes back one count; a lost race leaves a count too many, never too few. */
async function uncountAttempt({ registry }: Pick<Ports, 'registry'>, id: string): Promise<void> {
  const person = await findPerson(registry, id);
  if (!person || person.lock.attempts === 0) return;
  const lock = { ...person.lock, attempts: person.lock.attempts - 1 };
  await updatePerson(registry, person, { lock });
}

/**
 * Success clears the count, whoever wrote meanwhile: were a lost race to leave it, two browsers with the right
 * passphrase would lock their person out.
 */
async function clearLock({ registry }: Pick<Ports, 'registry'>, id: string): Promise<void> {
  for (;;) {
    const person = await findPerson(registry, id);
    if (!person || person.lock.attempts === 0) return;
    if (await updatePerson(registry, person, { lock: openLock })) return;
  }
}
