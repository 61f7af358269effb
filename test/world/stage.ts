import { findCampaign } from '../../core/campaign/campaign.ts';
import { createCampaign } from '../../core/campaign/create-campaign.ts';
import { headOf, loadPlan, type Plan } from '../../core/campaign/plan.ts';
import { populate } from '../../core/campaign/populate.ts';
import { Documents } from '../../core/document/documents.ts';
import type { EffectPorts } from '../../core/effects/run-effect.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import type { ShownDocument } from '../../core/signing/sign-documents.ts';
import type { SigningPorts } from '../../core/signing/signing-context.ts';
import { activate } from '../person/activate.ts';
import { modelProtectionDays } from './model-file.ts';
import { ownLists, ownRoster, trustOwnAuthority } from './own-authority.ts';
import { confirmOwn } from './own-certificate.ts';
import { seeded } from './seeded.ts';
import { ServerProcess, type Surroundings } from './server-process.ts';
import { smallRoster } from './small-roster.ts';
import type { System } from './system.ts';
import { World } from './world.ts';

export const passphrase = 'kata sandi yang panjang';
/** What it may have been changed to. */
export const otherPassphrase = 'kata sandi yang lain lagi';
/** Protects nothing here. */
export const cheapCost = { N: 16, r: 1, p: 1 };
export const campaignRequest = {
  roster: withAddress(smallRoster),
  year: 2027,
  publicUrl: 'http://localhost:3000',
};
export const campaignId = '2027';

/** Everybody has an address, so that messages can be sent. */
function withAddress(roster: RosterImport): RosterImport {
  const contact = { email: 'kepala@contohkab.go.id' };
  return RosterImport.parse({
    ...roster,
    persons: roster.persons.map((person) => ({ ...person, contact })),
  });
}

export type OpenedProcess = {
  readonly process: ServerProcess;
  readonly ports: HousePorts;
};

export type HousePorts = EffectPorts & SigningPorts & Pick<Ports, 'mailer'>;

/** A process which runs the system over the world. */
export function open(world: World, system: System, around: Surroundings): OpenedProcess {
  const process = new ServerProcess(world, around);
  const { revisionZero, slots, judge, sealer, extender, protection } = system;
  const foreignLists = ownLists(process.ports.clock);
  const cost = { scryptCost: cheapCost };
  const parts = { revisionZero, slots, judge, sealer, extender, protection, foreignLists, ...cost };
  return { process, ports: { ...system.ports(process.ports, world), ...parts } };
}

/** Worlds at the moments where schedules begin. */
export type Stage = 'empty' | 'populating' | 'populated' | 'rendered' | 'enrolled' | 'signed' | 'ageing';
export type Stages = { readonly [stage in Stage]: World } & { readonly plan: Plan };

/** As `enrolled`, but the head has a certificate of his own, which HR has confirmed. */
export async function prepareOwnStage(
  system: System,
): Promise<{ readonly world: World; readonly plan: Plan }> {
  const world = new World();
  const { ports } = open(world, system, { random: seeded(1) });
  await trustOwnAuthority(ports);
  await createCampaign(ports, { ...campaignRequest, roster: withAddress(ownRoster) });
  await populate(ports, campaignId);
  world.time += 60_000;
  await system.drain(ports, ['render']);
  const plan = await planOf(ports);
  const head = plan.documents[0]?.slots[0]?.person ?? '';
  const confirmed = await confirmOwn(ports, head);
  const enrolment = await activate(ports, { person: plan.regionalHead, passphrase, cost: cheapCost });
  if (confirmed !== 'confirmed' || enrolment !== 'enrolled')
    throw new Error(`expected everybody to be ready to sign, got ${confirmed} and ${enrolment}`);
  return { world, plan };
}

/** Made once, without faults; schedules fork them. */
export async function prepareStages(system: System): Promise<Stages> {
  const world = new World();
  const { ports } = open(world, system, { random: seeded(1) });
  const empty = new World(world);
  await createCampaign(ports, campaignRequest);
  const populating = new World(world);
  await populate(ports, campaignId);
  const populated = new World(world);
  world.time += 60_000;
  await system.drain(ports, ['render']);
  const rendered = new World(world);
  const plan = await planOf(ports);
  for (const { id } of plan.persons) {
    const enrolment = await activate(ports, { person: id, passphrase, cost: cheapCost });
    if (enrolment !== 'enrolled') throw new Error(`expected enrolled, got ${enrolment}`);
  }
  const enrolled = new World(world);
  for (const person of new Set([...plan.documents.map(headOf), plan.regionalHead])) {
    const documents: ShownDocument[] = [];
    for (const { id } of plan.documents) {
      const document = await new Documents(ports.registry).load(id);
      if (document?.state.name === 'awaiting') documents.push({ id, shown: document.state.revision });
    }
    await system.signDocuments(ports, { evenUnopened: true, person, passphrase, documents });
  }
  const signed = new World(world);
  world.time += 60_000;
  await system.drain(ports, ['seal', 'archive']);
  // All complete, and half of what protects them is over.
  world.time += (modelProtectionDays / 2) * 86_400_000;
  return { empty, populating, populated, rendered, enrolled, signed, ageing: world, plan };
}

export async function planOf(ports: Pick<EffectPorts, 'registry' | 'working'>): Promise<Plan> {
  const campaign = await findCampaign(ports.registry, campaignId);
  if (!campaign) throw new Error('expected a campaign');
  return loadPlan(ports.working, campaign.plan);
}
