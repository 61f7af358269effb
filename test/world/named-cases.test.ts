import { expect, test } from 'vitest';
import { currentRevision } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { fileStanding, renditions } from '../../core/document/renditions.ts';
import { issueActivationCode } from '../../core/person/activation-code.ts';
import { enrol } from '../../core/person/enrol.ts';
import { findPerson } from '../../core/person/person.ts';
import { ContentDamaged, StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { invitationDays, issueInvitation } from '../../core/session/invitations.ts';
import { findSession, openSession, sessionSeconds } from '../../core/session/sessions.ts';
import { consent, operator } from '../person/activate.ts';
import { documentsOf } from './oracle.ts';
import { Scheduler } from './scheduler.ts';
import { allEffects } from './season.ts';
import { seeded } from './seeded.ts';
import type { Surroundings } from './server-process.ts';
import { campaignId, cheapCost, open, passphrase, prepareStages } from './stage.ts';
import { modelSystem } from './system.ts';
import { World } from './world.ts';

const stages = await prepareStages(modelSystem);
const { plan } = stages;
const [first, second, third] = plan.documents.map(({ id }) => id);
const head = plan.documents[0]?.slots[0]?.person ?? '';

function house(world: World, around: Partial<Surroundings> = {}) {
  const { ports } = open(world, modelSystem, { random: seeded(5), ...around });
  const shown = async (id = '') => {
    const document = await new Documents(ports.registry).load(id);
    return { id, shown: (document && currentRevision(document)) ?? '' };
  };
  const sign = async (person: string, ...ids: (string | undefined)[]) =>
    modelSystem.signDocuments(ports, {
      evenUnopened: true,
      person,
      passphrase,
      documents: await Promise.all(ids.map(shown)),
    });
  return { ports, shown, sign };
}

test('a lost answer after the commit is told as unknown, and the signature stands', async () => {
  const world = new World(stages.enrolled);
  const { sign } = house(world, {
    fault: (_, name) => {
      if (name === 'registry.save' && world.unindexed.at(-1)?.key.startsWith('person#')) saves += 1;
      return saves === 2 && name === 'registry.save' ? 'lost-answer' : undefined;
    },
  });
  let saves = 0;

  const act = await sign(head, first);

  expect(act).toMatchObject({ outcome: 'done', results: [{ outcome: 'unknown' }] });
  expect(documentsOf(world).get(first ?? '')?.signatures).toHaveLength(1);
  await expect(house(world).sign(head, first)).resolves.toMatchObject({
    results: [{ outcome: 'refused', code: 'already-signed' }],
  });
});

test('two browsers of the regent sign the same document once, in any order of their calls', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const world = new World(stages.enrolled);
    await house(world).sign(head, first);
    const random = seeded(seed);
    const scheduler = new Scheduler(random);
    const { sign } = house(world, { random, turn: scheduler.turn });
    const outcomes: string[] = [];
    for (const _ of ['one', 'two'])
      scheduler.add(async () => {
        const act = await sign(plan.regionalHead, first);
        const [result] = act.outcome === 'done' ? act.results : [];
        outcomes.push(result?.outcome === 'refused' ? result.code : (result?.outcome ?? act.outcome));
      });
    await scheduler.run();

    expect(outcomes.filter((outcome) => outcome === 'signed')).toHaveLength(1);
    // The slower one may also come when the document has gone on.
    expect(['already-signed', 'signed', 'revision-changed', 'not-ready']).toContain(outcomes[0]);
    expect(documentsOf(world).get(first ?? '')?.signatures).toHaveLength(2);
  }
});

test('the right passphrase in two browsers at once never locks its person out', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = seeded(seed);
    const scheduler = new Scheduler(random);
    const { sign } = house(new World(stages.enrolled), { random, turn: scheduler.turn });
    const outcomes = new Set<string>();
    for (const _ of ['one', 'two', 'three'])
      scheduler.add(async () => {
        for (let act = 0; act < 8; act++) outcomes.add((await sign(head)).outcome);
      });
    await scheduler.run();

    expect([...outcomes]).toEqual(['done']);
  }
});

test('a document whose bytes are damaged does not keep the others of the list from being signed', async () => {
  const world = new World(stages.enrolled);
  const { ports, shown } = house(world);
  const damaged = await shown(first);
  const working: typeof ports.working = {
    ...ports.working,
    get: async (hash) => {
      const bytes = await ports.working.get(hash);
      if (hash === damaged.shown) throw new ContentDamaged(hash);
      return bytes;
    },
  };

  const documents = [damaged, await shown(second), await shown(third)];
  const act = modelSystem.signDocuments(
    { ...ports, working },
    { evenUnopened: true, person: head, passphrase, documents },
  );

  await expect(act).rejects.toBeInstanceOf(ContentDamaged);
  const signed = [first, second, third].map((id) => documentsOf(world).get(id ?? '')?.signatures.length);
  expect(signed).toEqual([0, 1, 1]);
});

test('a clock that was a year ahead and was put right does not delay the effects by a year', async () => {
  const world = new World(stages.enrolled);
  world.time += 365 * 86_400_000;
  // The sweeper renews the revocation lists, without which nobody signs.
  await modelSystem.drain(house(world).ports, allEffects);
  await house(world).sign(head, first);
  await house(world).sign(plan.regionalHead, first);
  world.time -= 365 * 86_400_000;

  const report = await modelSystem.drain(house(world).ports, allEffects);

  expect(report).toMatchObject({ done: 2, waiting: 0 });
  expect(documentsOf(world).get(first ?? '')?.state.name).toBe('complete');
  const times = documentsOf(world)
    .get(first ?? '')
    ?.events.map(({ draft }) => draft.at);
  expect(times).toEqual([...(times ?? [])].sort());
});

test('an hour without the archive is a reason on the document, not a failure, and heals by itself', async () => {
  const world = new World(stages.signed);
  let away = true;
  const { ports } = house(world, {
    fault: (_, name) => (away && name === 'archive.put' ? 'throttle' : undefined),
  });
  for (let minute = 0; minute < 60; minute++) {
    world.time += 60_000;
    await modelSystem.drain(ports, allEffects);
  }
  const during = documentsOf(world).get(first ?? '');
  away = false;
  world.time += 5 * 60_000 + 1;

  const report = await modelSystem.drain(ports, allEffects);

  expect(during?.state.name).toBe('archiving');
  expect(during?.trouble?.code).toBe('storage-unavailable');
  expect(report).toMatchObject({ done: 3, postponed: 0, waiting: 0 });
  expect(documentsOf(world).get(first ?? '')).toMatchObject({ state: { name: 'complete' } });
  expect(documentsOf(world).get(first ?? '')).not.toHaveProperty('trouble');
});

test('an effect whose trouble cannot be noted either is tried again', async () => {
  const world = new World(stages.signed);
  const away: Partial<Surroundings> = {
    fault: (_, name) => (name === 'registry.save' ? 'throttle' : undefined),
  };

  await expect(modelSystem.runEffect(house(world, away).ports, first ?? '', ['seal'])).rejects.toThrow(
    StorageUnavailable,
  );
  const report = await modelSystem.drain(house(world, away).ports, allEffects);
  const after = await modelSystem.drain(house(world).ports, allEffects);

  expect(report).toMatchObject({ done: 0, postponed: 3 });
  expect(after.done).toBe(6);
});

test('of two presses of "a code for everybody" the first one stands: its slip may be in print', async () => {
  const world = new World(stages.rendered);
  const { ports } = house(world);
  const seen = await findPerson(ports.registry, head);
  if (!seen) throw new Error('expected the person');

  const first = await issueActivationCode(ports, { person: head, by: operator, seen });
  const second = await issueActivationCode(ports, { person: head, by: operator, seen });

  expect([first.outcome, second.outcome]).toEqual(['issued', 'changed-since']);
  const code = first.outcome === 'issued' ? first.code : '';
  const { outcome } = await enrol(ports, { person: head, code, passphrase, consent, cost: cheapCost });
  expect(outcome).toBe('enrolled');
});

test('the loser of two enrolments keeps the winner’s key', async () => {
  const world = new World(stages.rendered);
  const random = seeded(2);
  const scheduler = new Scheduler(random);
  const { ports } = house(world, { random, turn: scheduler.turn });
  const outcomes: string[] = [];
  const issue = await issueActivationCode(house(world).ports, { person: head, by: operator });
  const code = issue.outcome === 'issued' ? issue.code : '';
  for (const mine of ['kata sandi pertama', 'kata sandi kedua'])
    scheduler.add(async () => {
      const { outcome } = await enrol(ports, {
        person: head,
        code,
        passphrase: mine,
        consent,
        cost: cheapCost,
      });
      outcomes.push(outcome === 'enrolled' ? mine : outcome);
    });
  await scheduler.run();

  const [winner = ''] = outcomes.filter((outcome) => outcome !== 'busy');
  expect(outcomes).toContain('busy');
  const act = { person: head, documents: [], evenUnopened: true };
  const quiet = house(world).ports;
  expect(await modelSystem.signDocuments(quiet, { ...act, passphrase: winner })).toMatchObject({
    outcome: 'done',
  });
  expect(await modelSystem.signDocuments(quiet, { ...act, passphrase: 'bukan keduanya' })).toMatchObject({
    outcome: 'wrong-passphrase',
  });
});

test('a link opens again after a scanner, not after its expiry, and not after the next one', async () => {
  const world = new World(stages.enrolled);
  const { ports } = house(world);
  const link = () => issueInvitation(ports, { role: 'signer', campaign: campaignId, person: head });
  const old = await link();
  const scanned = await openSession(ports, old);
  const opened = await openSession(ports, old);
  const alive = await findSession(ports, opened?.cookie ?? '');

  const next = await link();

  expect(scanned && opened).toBeDefined();
  expect(alive?.subject).toEqual({ role: 'signer', campaign: campaignId, person: head });
  expect(await findSession(ports, opened?.cookie ?? '')).toBeUndefined();
  expect(await openSession(ports, old)).toBeUndefined();
  const last = await openSession(ports, next);
  world.time += (sessionSeconds.signer + 1) * 1000;
  expect(await findSession(ports, last?.cookie ?? '')).toBeUndefined();
  world.time += invitationDays * 86_400_000;
  expect(await openSession(ports, next)).toBeUndefined();
});

const day = 86_400_000;
const renewed = (world: World) =>
  plan.documents.map(({ id }) => {
    const document = documentsOf(world).get(id);
    return document ? renditions(document).length : 0;
  });

test('documents are renewed when it is time and not before, and every rendition stays', async () => {
  const world = new World(stages.ageing);
  world.time -= 60_000 * 5;
  const early = await modelSystem.drain(house(world).ports, allEffects);
  world.time += 60_000 * 5;

  const due = await modelSystem.drain(house(world).ports, allEffects);
  const again = await modelSystem.drain(house(world).ports, allEffects);

  expect(early).toEqual({ done: 0, postponed: 0, waiting: 0 });
  expect(due).toEqual({ done: 3, postponed: 0, waiting: 0 });
  expect(again).toEqual({ done: 0, postponed: 0, waiting: 0 });
  expect(renewed(world)).toEqual([2, 2, 2]);
  expect(world.archive.size).toBe(6);
  const document = documentsOf(world).get(first ?? '');
  if (!document) throw new Error('expected the document');
  const [earlier = '', newest = ''] = renditions(document).map(({ revision }) => revision);
  expect(fileStanding(document, earlier)).toMatchObject({ name: 'earlier' });
  expect(fileStanding(document, newest)).toMatchObject({ name: 'current' });
  expect(fileStanding(document, '0'.repeat(64))).toEqual({ name: 'unknown' });
});

test('a sweep reads what is due and stops at the first document which is not', async () => {
  const world = new World(stages.ageing);
  const { ports } = house(world);
  await modelSystem.drain(ports, allEffects);
  const quiet = house(world);
  let loads = 0;
  const registry = {
    ...quiet.ports.registry,
    load: (key: string) => {
      loads += key.startsWith('document#') ? 1 : 0;
      return quiet.ports.registry.load(key);
    },
  };

  await modelSystem.drain({ ...quiet.ports, registry }, ['extend']);

  expect(loads).toBe(0);
});

test('an authority without a younger certificate is a trouble people see, asked seldom, and heals', async () => {
  const world = new World(stages.ageing);
  const { ports } = house(world);
  let stamps = 0;
  const old: typeof ports = {
    ...ports,
    extender: async (_, rendition) => {
      stamps += 1;
      return rendition;
    },
  };
  for (let hour = 0; hour < 48; hour++) {
    world.time += 3_600_000;
    await modelSystem.drain(old, allEffects);
  }
  const during = documentsOf(world).get(first ?? '');
  const asked = stamps;

  world.time += 6 * 3_600_000;
  await modelSystem.drain(ports, allEffects);

  expect(during).toMatchObject({ state: { name: 'complete' }, trouble: { code: 'timestamp-not-younger' } });
  expect(asked).toBeLessThan(3 * 30);
  expect(renewed(world)).toEqual([2, 2, 2]);
  expect(documentsOf(world).get(first ?? '')).not.toHaveProperty('trouble');
});

test('a clock that was years ahead leaves no trouble and no renewal behind', async () => {
  const world = new World(stages.ageing);
  world.time -= 90 * day;
  const { ports } = house(world);
  const old: typeof ports = { ...ports, extender: async (_, rendition) => rendition };
  world.time += 300 * day;
  await modelSystem.drain(old, allEffects);
  const ahead = documentsOf(world).get(first ?? '')?.trouble;
  world.time -= 300 * day;

  await modelSystem.drain(ports, allEffects);
  const back = documentsOf(world).get(first ?? '');
  world.time += 90 * day;
  await modelSystem.drain(ports, allEffects);

  expect(ahead).toMatchObject({ code: 'timestamp-not-younger' });
  expect(back?.trouble).toBeUndefined();
  expect(back && renditions(back)).toHaveLength(1);
  expect(renewed(world)).toEqual([2, 2, 2]);
});

test('a complete document is an item far below 16 KB, which is what its writes cost by', async () => {
  const world = new World(stages.signed);
  await modelSystem.drain(house(world).ports, allEffects);

  const sizes = [...world.items.values()].map((item) => JSON.stringify(item).length);

  expect(documentsOf(world).get(first ?? '')?.state.name).toBe('complete');
  expect(Math.max(...sizes)).toBeLessThan(8 * 1024);
});
