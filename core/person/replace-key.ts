import type { ManagedKeyRecord } from '../pki/managed-key.ts';
import type { Registry } from '../ports/registry.ts';
import { findPerson, managedCredential, type Person, updatePerson } from './person.ts';
import type { PersonEvent } from './person-event.ts';

/**
 * Stores the same private key under another wrapping. `undefined`, having written nothing, where the person no longer
 * has the wrapping it was made from: another change, or HR, was faster.
 */
export async function replaceKey(
  registry: Registry,
  id: string,
  from: ManagedKeyRecord,
  to: ManagedKeyRecord,
  event?: PersonEvent,
): Promise<Person | undefined> {
  for (;;) {
    const person = await findPerson(registry, id);
    const held = person && managedCredential(person);
    if (!held || held.key.wrapped !== from.wrapped) return undefined;
    const credential = { ...held, key: { ...to } };
    const updated = await updatePerson(registry, person, { credential }, event);
    if (updated) return updated;
  }
}
