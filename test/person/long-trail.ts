import { findPerson, personItem } from '../../core/person/person.ts';
import { appendToTrail, type TrailEntry } from '../../core/person/person-event.ts';
import { largestTrail } from '../../core/person/settled-trail.ts';
import type { Ports } from '../../core/ports/ports.ts';

/** So many links were given to a person that the next event settles the older half of the trail. */
export async function lengthenTrail({ registry, clock }: Ports, id: string): Promise<void> {
  const person = await findPerson(registry, id);
  if (!person) throw new Error(`no person ${id}`);
  const at = clock.now().toISOString();
  const by = { role: 'operator' } as const;
  let trail: readonly TrailEntry[] = person.trail;
  // One entry has some 170 bytes.
  while (trail.length < largestTrail / 150)
    trail = appendToTrail(id, trail, { type: 'invited', at, by, channel: 'by-hand' });
  await registry.save(personItem({ ...person, trail: [...trail], version: person.version + 1 }));
}
