import { sha256 } from '../document/sha256.ts';
import { readCertificate } from '../pki/reading/certificate.ts';
import type { Ports } from '../ports/ports.ts';
import { openLock } from './passphrase-lock.ts';
import { findPerson, type Person, personItem } from './person.ts';

export type CredentialReset =
  | { readonly outcome: 'reset'; readonly person: Person }
  /** The person has another key than the one named, or none: nothing was written. */
  | { readonly outcome: 'not-this-key' };

/** SHA-256 of the certificate which speaks for the person's key now; `undefined` without a key. */
export function currentCertificate({ credential }: Person): string | undefined {
  const leaf = credential?.chain[0];
  return leaf === undefined ? undefined : sha256(Buffer.from(leaf, 'base64'));
}

/**
 * Gives up the key of a person who lost the passphrase, and lifts the lock; the next activation makes another
 * key. What the key has signed stays signed: its certificate is remembered as theirs. Naming the certificate
 * makes a second press of the button harmless to the key made since.
 */
export async function resetCredential(
  ports: Pick<Ports, 'registry' | 'clock'>,
  request: { readonly person: string; readonly certificate: string },
): Promise<CredentialReset> {
  for (;;) {
    const person = await findPerson(ports.registry, request.person);
    const leaf = person?.credential?.chain[0];
    if (!person || leaf === undefined || currentCertificate(person) !== request.certificate)
      return { outcome: 'not-this-key' };
    const { credential: _, ...rest } = person;
    const { serial } = readCertificate(new Uint8Array(Buffer.from(leaf, 'base64')));
    const resetAt = ports.clock.now().toISOString();
    const next: Person = {
      ...rest,
      lock: openLock,
      former: [...(person.former ?? []), { certificate: request.certificate, serial, resetAt }],
      version: person.version + 1,
    };
    // Counting an attempt writes the person too; such a race is won at the next turn.
    if ((await ports.registry.save(personItem(next))) === 'saved') return { outcome: 'reset', person: next };
  }
}
