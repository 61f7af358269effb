import { findPerson, updatePerson } from '../person/person.ts';
import type { Officer } from '../person/person-event.ts';
import type { Clock } from '../ports/clock.ts';
import type { Registry } from '../ports/registry.ts';
import type { Contact } from '../roster/contact.ts';

/**
 * How HR reaches a person from now on. A message which failed at another address is settled by it; the trail says that it was
 * changed and by whom, and holds no address.
 */
export async function changeContact(
  { registry, clock }: { readonly registry: Registry; readonly clock: Clock },
  request: { readonly person: string; readonly by: Officer; readonly contact: Contact },
): Promise<void> {
  const { email, phone } = request.contact;
  for (;;) {
    const person = await findPerson(registry, request.person);
    if (!person) throw new Error(`no person ${request.person}`);
    if (person.contact?.email === email && person.contact?.phone === phone) return;
    const moved = person.contact?.email !== email;
    const none = email === undefined && phone === undefined;
    const changed = await updatePerson(
      registry,
      person,
      {
        contact: none ? undefined : request.contact,
        ...(moved && person.message?.failure !== undefined ? { message: undefined } : {}),
      },
      { type: 'contact-changed', at: clock.now().toISOString(), by: request.by },
    );
    if (changed) return;
  }
}
