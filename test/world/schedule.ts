import { createCampaign } from '../../core/campaign/create-campaign.ts';
import { headOf, type Plan } from '../../core/campaign/plan.ts';
import { Documents } from '../../core/document/documents.ts';
import { sha256 } from '../../core/document/sha256.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { openInvitation } from '../../core/session/invitations.ts';
import { checkEnd, checkWhole, Oracle } from './oracle.ts';
import { refuseOwn } from './own-certificate.ts';
import { Scheduler } from './scheduler.ts';
import {
  allEffects,
  answerReturns,
  attempt,
  finishLosing,
  giveBack,
  intrude,
  lookAtBoard,
  loseKey,
  pause,
  reissue,
  visit,
  visitRemotely,
} from './season.ts';
import { type Seeded, seeded } from './seeded.ts';
import { type Fault, faults } from './server-process.ts';
import { recordPaper, sendLetter, signByList } from './sitting.ts';
import { campaignRequest, type HousePorts, open, planOf, type Stage, type Stages } from './stage.ts';
import type { System } from './system.ts';
import { Violation } from './violation.ts';
import { World } from './world.ts';

/** Most begin where everything can still go wrong cheaply: issuing certificates is what costs time. */
const earlier: readonly Stage[] = ['populating', 'populated', 'rendered'];

const beginning = (random: Seeded): Stage => {
  const drawn = random.int(10);
  return drawn < 5 ? 'enrolled' : drawn < 8 ? 'signed' : (earlier[random.int(3)] ?? 'rendered');
};

/**
 * One schedule: everybody at once with faults, then everybody in peace, then all invariants. Throws Violation.
 * `from` in place of a drawn beginning.
 */
export async function runSchedule(system: System, stages: Stages, seed: number, from?: Stage): Promise<void> {
  const random = seeded(seed);
  const drawn = beginning(random);
  const world = new World(stages[from ?? drawn]);
  // The certificates are an hour old: a clock put back by minutes finds them in force.
  world.time += 3_600_000;
  const oracle = new Oracle(world);
  const tokens: string[] = [];
  await underFaults(system, stages, world, random, oracle, tokens);
  await checkWhole(world, system);
  await inPeace(system, world, oracle, random);
  oracle.check(world);
  await checkEnd(world, system);
  await checkLinks(system, world, tokens);
}

async function underFaults(
  system: System,
  { plan }: Stages,
  world: World,
  random: Seeded,
  oracle: Oracle,
  tokens: string[],
): Promise<void> {
  const scheduler = new Scheduler(random);
  const rate = [0, 0.02, 0.08, 0.2][random.int(4)] ?? 0;
  const fault = (): Fault | undefined => {
    world.time += random.int(2_000);
    if (random.chance(0.01)) world.time -= random.int(3_600_000);
    return random.chance(rate) ? faults[random.int(faults.length)] : undefined;
  };
  const around = { random, turn: scheduler.turn, fault, lag: () => random.int(4) };
  const actor = (times: number, work: (ports: HousePorts) => Promise<unknown>) =>
    scheduler.add(async () => {
      let opened = open(world, system, around);
      for (let time = 0; time < times; time++) {
        const { ports, process } = opened;
        await attempt(() => work(ports));
        if (process.killed) opened = open(world, system, around);
      }
    });
  const head = plan.documents[0]?.slots[0]?.person ?? '';
  for (const person of [head, head, plan.regionalHead, plan.regionalHead])
    actor(1 + random.int(3), (ports) =>
      random.chance(0.5)
        ? visit(system, ports, oracle, plan, person, { world, random })
        : visitRemotely(system, ports, oracle, plan, person, random),
    );
  actor(1 + random.int(2), (ports) => reissue(ports, head, tokens));
  if (random.chance(0.5)) actor(1 + random.int(6), (ports) => intrude(system, ports, head));
  if (random.chance(0.3)) actor(1, (ports) => loseKey(ports, head));
  if (random.chance(0.3)) {
    const person = random.chance(0.5) ? head : plan.regionalHead;
    const correct = random.chance(0.5);
    actor(1 + random.int(2), (ports) => giveBack(ports, plan, person));
    actor(1 + random.int(2), (ports) => answerReturns(ports, plan, correct));
  }
  sittings(system, plan, world, random, oracle, tokens, actor);
  actor(1, lookAtBoard);
  actor(1 + random.int(3), (ports) => system.drain(ports, allEffects));
  // The stream delivers twice, and for documents with nothing to do.
  actor(2 + random.int(3), (ports) => {
    const { id = '' } = plan.documents[random.int(plan.documents.length)] ?? {};
    return system.runEffect(ports, id, ['render', 'seal', 'archive', 'extend']);
  });
  await scheduler.run();
}

/** What a sitting with a list, HR's paper and HR's messages add to a season. */
function sittings(
  system: System,
  plan: Plan,
  world: World,
  random: Seeded,
  oracle: Oracle,
  tokens: string[],
  actor: (times: number, work: (ports: HousePorts) => Promise<unknown>) => void,
): void {
  const persons = [plan.documents[0]?.slots[0]?.person ?? '', plan.regionalHead];
  for (const person of persons)
    if (random.chance(0.5))
      actor(1 + random.int(2), (ports) => signByList(system, ports, oracle, plan, person, random));
  const papered = plan.documents[random.int(plan.documents.length)]?.id ?? '';
  if (random.chance(0.3)) {
    actor(1 + random.int(2), async (ports) => {
      const document = await new Documents(ports.registry).newest(papered);
      await pause(ports, random, 60);
      if (document) await recordPaper(system, ports, oracle, document);
    });
    actor(1, (ports) => answerReturns(ports, plan, false));
  }
  const [person = ''] = persons;
  if (random.chance(0.4)) {
    const since = new Date(world.time);
    actor(2 + random.int(2), async (ports) => {
      const { tokens: given } = await sendLetter(system, ports, oracle, world, { person, since });
      tokens.push(...given);
    });
  }
  if (random.chance(0.3))
    actor(1 + random.int(2), async (ports) => {
      await pause(ports, random, 60);
      await refuseOwn(ports, person, oracle);
    });
}

/** Faults have stopped: whoever still has something to do does it, until nothing is left (I11). */
export async function inPeace(system: System, world: World, oracle: Oracle, random: Seeded): Promise<void> {
  const { ports } = open(world, system, { random });
  await createCampaign(ports, campaignRequest);
  for (let round = 0; round < 40; round++) {
    world.time += 20 * 60_000;
    await system.drain(ports, allEffects);
    const plan = await planOf(ports);
    const persons = [...new Set(plan.documents.map(headOf)), plan.regionalHead];
    await answerReturns(ports, plan, false);
    for (const person of persons) {
      await finishLosing(ports, person);
      await visit(system, ports, oracle, plan, person, { world, random });
    }
    const { done, waiting, postponed } = await system.drain(ports, allEffects);
    // Who was refused while the clock was behind signs in a later round.
    if (done + waiting + postponed === 0 && (await allComplete(ports, plan))) return;
  }
  throw new Violation('I11: effects do not drain');
}

async function allComplete(ports: Pick<Ports, 'registry'>, plan: Plan): Promise<boolean> {
  for (const { id } of plan.documents)
    if ((await new Documents(ports.registry).newest(id))?.state.name !== 'complete') return false;
  return true;
}

/** Of all the links that were handed out, at most the last one works. */
async function checkLinks(system: System, world: World, tokens: readonly string[]): Promise<void> {
  const { ports } = open(world, system, { random: seeded(0) });
  const working: string[] = [];
  for (const token of tokens) if (await openInvitation(ports, token)) working.push(sha256(token));
  if (working.length > 1) throw new Violation(`I8: ${working.length} links of one person work`);
}
