import type { Ports } from '../ports/ports.ts';
import { attempt, openLock } from './passphrase-lock.ts';
import { findPerson, updatePerson } from './person.ts';
import type { Officer } from './person-event.ts';

/**
 * HR opens the lock of a person who mistyped too often and knows the passphrase after all; the key stays. `false`:
 * nothing was locked.
 */
export async function unlock(
  ports: Pick<Ports, 'registry' | 'clock'>,
  request: { readonly person: string; readonly by: Officer },
): Promise<boolean> {
  for (;;) {
    const person = await findPerson(ports.registry, request.person);
    const now = ports.clock.now();
    if (!person?.credential || attempt(person.lock, now).allowed) return false;
    const change = { lock: openLock };
    const event = { type: 'unlocked', at: now.toISOString(), by: request.by } as const;
    if (await updatePerson(ports.registry, person, change, event)) return true;
  }
}
