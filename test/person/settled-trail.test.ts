import { expect, it } from 'vitest';
import { LARGEST_ITEM_BYTES, serialise } from '../../adapters/item-limits.ts';
import { fsck } from '../../core/audit/fsck.ts';
import { lastInvited, recordInvitation } from '../../core/invitation/send-invitation.ts';
import { issueActivationCode, mostKeys } from '../../core/person/activation-code.ts';
import { endKey, resumeOffice } from '../../core/person/end-key.ts';
import {
  currentCertificate,
  findPerson,
  type Person,
  personItem,
  personKey,
} from '../../core/person/person.ts';
import { trailIsWhole } from '../../core/person/person-event.ts';
import { largestTrail, settleTrail, trailPartKey, wholeTrail } from '../../core/person/settled-trail.ts';
import type { Registry } from '../../core/ports/registry.ts';
import { seeded } from '../world/seeded.ts';
import { ProcessKilled } from '../world/server-process.ts';
import { cheapCost, open, passphrase, prepareStages } from '../world/stage.ts';
import { modelSystem } from '../world/system.ts';
import { World } from '../world/world.ts';
import { activate, operator } from './activate.ts';

const stages = await prepareStages(modelSystem);
const id = stages.plan.documents[0]?.slots[0]?.person ?? '';
const by = { role: 'hr', link: 'a'.repeat(64) } as const;

/** Every write is held against the limit of both engines, and the largest item of the person is kept. */
function house() {
  const world = new World(stages.rendered);
  const { ports } = open(world, modelSystem, { random: seeded(1) });
  let largest = 0;
  const registry: Registry = {
    ...ports.registry,
    save: (item) => {
      const size = Buffer.byteLength(serialise(item).body);
      if (item.key === personKey(id)) largest = Math.max(largest, size);
      return ports.registry.save(item);
    },
  };
  const person = async (): Promise<Person> => {
    const found = await findPerson(registry, id);
    if (!found) throw new Error('expected the person');
    return found;
  };
  const findings = async () => {
    world.index(0);
    const found: string[] = [];
    const options = { pdf: modelSystem.inspection, revisionZero: modelSystem.revisionZero };
    for await (const { code, key } of fsck(ports, options)) found.push(`${code} ${key}`);
    return found;
  };
  return { world, ports: { ...ports, registry }, person, findings, largest: () => largest };
}

const issue = (ports: ReturnType<typeof house>['ports']) => issueActivationCode(ports, { person: id, by });

it('takes thousands of events, and the key can still be ended', async () => {
  const { world, ports, person, findings, largest } = house();
  await recordInvitation(ports.registry, id, {
    type: 'invited',
    at: ports.clock.now().toISOString(),
    by,
    channel: 'by-hand',
  });
  for (let press = 0; press < 2_000; press++) {
    world.time += 1_000;
    expect((await issue(ports)).outcome).toBe('issued');
  }

  expect(await activate(ports, { person: id, passphrase, cost: cheapCost })).toBe('enrolled');
  const certificate = currentCertificate(await person()) ?? '';
  const end = await endKey(ports, { person: id, certificate, ending: 'key-suspected', by });

  expect(end.outcome).toBe('ended');
  const trail = await wholeTrail(ports.registry, await person());
  expect(Buffer.byteLength(JSON.stringify(trail))).toBeGreaterThan(2 * LARGEST_ITEM_BYTES);
  expect(largest()).toBeLessThan(2 * largestTrail);
  expect(trailIsWhole(id, trail)).toBe(true);
  expect(trail.map(({ event }) => event.type)).toEqual([
    'invited',
    ...Array.from({ length: 2_001 }, () => 'code-issued'),
    'activated',
    'key-given-up',
  ]);
  // It stands in the first part by now.
  expect(lastInvited(await person())).toEqual(trail[0]?.event);
  expect(await findings()).toEqual([]);
}, 120_000);

async function nearlyFull() {
  const made = house();
  while (Buffer.byteLength(JSON.stringify((await made.person()).trail)) <= largestTrail)
    await issue(made.ports);
  return made;
}

it('settles once, whoever was cut off or is at it too', async () => {
  const { world, ports, person, findings } = await nearlyFull();
  const killed: Registry = {
    ...ports.registry,
    save: async (item) => {
      await ports.registry.save(item);
      throw new ProcessKilled();
    },
  };
  await expect(issue({ ...ports, registry: killed })).rejects.toBeInstanceOf(ProcessKilled);
  expect((await person()).settled).toBeUndefined();
  expect(await findings()).toEqual([]);
  const before = await person();

  const [one, two] = await Promise.all([settleTrail(ports.registry, before), issue(ports)]);

  expect(two.outcome).toBe('issued');
  const after = await person();
  expect(after.settled).toEqual(one.settled);
  expect(after.trail.slice(0, -1)).toEqual(one.trail);
  expect([...world.items.keys()].filter((key) => key.startsWith('trail#'))).toEqual([trailPartKey(id, 0)]);
  expect(await wholeTrail(ports.registry, after)).toEqual([...before.trail, after.trail.at(-1)]);
  expect(await findings()).toEqual([]);
});

it('refuses to go on over a part which is something else, and fsck sees each part that is', async () => {
  const { world, ports, person, findings } = await nearlyFull();
  const key = trailPartKey(id, 0);
  const [first] = (await person()).trail;
  await ports.registry.save({ key, version: 1, body: JSON.parse(JSON.stringify({ entries: [first] })) });
  await expect(issue(ports)).rejects.toThrow('something else');
  world.items.delete(key);
  await issue(ports);
  const part = world.items.get(key);
  if (!part) throw new Error('expected the part');
  expect(await findings()).toEqual([]);

  world.items.delete(key);
  expect(await findings()).toContain(`key-trail-differs ${personKey(id)}`);
  world.items.set(key, { ...part, version: 2 });
  expect(await findings()).toEqual([`key-trail-differs ${key}`]);
  const entries = Array.isArray(part.body.entries) ? part.body.entries : [];
  world.items.set(key, { ...part, body: { entries: entries.toSpliced(1, 1) } });
  expect(await findings()).toEqual([`key-trail-differs ${personKey(id)}`]);
  world.items.set(key, part);
  // The second is no name of part 0.
  for (const strange of [trailPartKey(id, 7), `${key}0`]) {
    world.items.set(strange, { ...part, key: strange });
    expect(await findings()).toEqual([`key-trail-differs ${strange}`]);
    world.items.delete(strange);
  }
});

it('makes no more keys for one person than the item holds, and still ends the last', async () => {
  const { ports, person, largest } = house();
  for (let key = 0; key < mostKeys; key++) {
    expect(await activate(ports, { person: id, passphrase, cost: cheapCost })).toBe('enrolled');
    const certificate = currentCertificate(await person()) ?? '';
    const end = await endKey(ports, { person: id, certificate, ending: 'passphrase-lost', by: operator });
    expect(end.outcome).toBe('ended');
  }

  expect((await issue(ports)).outcome).toBe('too-many-keys');
  expect((await endKey(ports, { person: id, ending: 'office-ceased', by })).outcome).toBe('ended');
  expect(await resumeOffice(ports, { person: id, by })).toBe(true);
  expect(largest()).toBeLessThan(LARGEST_ITEM_BYTES / 2);
  expect(personItem(await person()).body.former).toHaveLength(mostKeys);
}, 120_000);
