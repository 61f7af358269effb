import { type Campaign, findCampaign } from '../core/campaign/campaign.ts';
import { createCampaign } from '../core/campaign/create-campaign.ts';
import { headOf, loadPlan, type Plan } from '../core/campaign/plan.ts';
import { populate } from '../core/campaign/populate.ts';
import { groupInFours } from '../core/document/checked-code.ts';
import { Documents } from '../core/document/documents.ts';
import { drain } from '../core/effects/drain.ts';
import type { EffectPorts } from '../core/effects/run-effect.ts';
import { issueActivationCode } from '../core/person/activation-code.ts';
import { findPerson } from '../core/person/person.ts';
import { issueInvitation } from '../core/session/invitations.ts';
import { entranceLink } from './link.ts';
import { progressBar } from './progress.ts';
import { demoPaths, readRosterFiles } from './roster-files.ts';
import { requireOneKind } from './sample-data.ts';
import { Sitting } from './sitting.ts';

/** Everybody's passphrase in the sample data, printed at the start; real people choose their own. */
export const demoPassphrase = 'merdeka-berintegritas';
const demoYear = 2027;
/** How many offices the sample data leaves complete, and how many signed by their heads only. */
const completeOffices = 3;
const signedOffices = 5;

/** Marks that the sample signatures are made; the campaign itself tells about the rest. */
const seededKey = `demo#${demoYear}`;

/**
 * The sample regency with some documents signed and some complete. Interrupted, it goes on at the next start.
 * Throws UsageError, having done nothing, where any campaign is real.
 */
export async function prepareDemo(ports: EffectPorts, publicUrl: string): Promise<Campaign | undefined> {
  const campaign = await sampleCampaign(ports, publicUrl);
  if (!campaign || (await ports.registry.load(seededKey))) return campaign;
  await populate(ports, campaign.id);
  await drain(ports, ['render'], { progress: progressBar('Menyusun dokumen contoh', campaign.documents) });

  const plan = await loadPlan(ports.working, campaign.plan);
  const heads = headsOf(plan).slice(0, signedOffices);
  const bar = progressBar('Menandatangani sebagian contoh', heads.length + 2);
  let step = 0;
  for (const head of heads) {
    const sitting = await Sitting.enter(ports, campaign, head, demoPassphrase);
    await sitting.sign(await awaitedFrom(ports, campaign, head));
    step += 1;
    bar(step);
  }
  const regent = await Sitting.enter(ports, campaign, plan.regionalHead, demoPassphrase);
  const complete = new Set(heads.slice(0, completeOffices));
  const documents = new Documents(ports.registry);
  for (const planned of plan.documents) {
    const { id } = planned;
    const document = complete.has(headOf(planned)) ? await documents.load(id) : undefined;
    if (document?.state.name === 'awaiting') await regent.sign([id]);
  }
  bar(step + 1);
  await drain(ports, ['seal', 'archive']);
  // The head whose link is printed has a key already, so that the demo passphrase opens it.
  const next = await demoHead(ports, campaign);
  if (next) await Sitting.enter(ports, campaign, next, demoPassphrase);
  bar(step + 2);
  await ports.registry.save({ key: seededKey, version: 1, body: {} });
  return campaign;
}

async function sampleCampaign(ports: EffectPorts, publicUrl: string): Promise<Campaign | undefined> {
  await requireOneKind(ports.registry, { sample: true, year: demoYear });
  const before = await findCampaign(ports.registry, String(demoYear));
  if (before) return before;
  const roster = await readRosterFiles(demoPaths);
  if (!roster) return undefined;
  const creation = await createCampaign(ports, { roster, year: demoYear, publicUrl });
  if (creation.outcome === 'created') return creation.campaign;
  // Somebody imported this year meanwhile: what they imported is looked at as well.
  return creation.outcome === 'exists' ? sampleCampaign(ports, publicUrl) : undefined;
}

/** The first head who has not signed yet. */
async function demoHead(ports: EffectPorts, campaign: Campaign): Promise<string | undefined> {
  const plan = await loadPlan(ports.working, campaign.plan);
  return headsOf(plan)[signedOffices];
}

const headsOf = ({ documents }: Plan): readonly string[] => [...new Set(documents.map(headOf))];

async function awaitedFrom(ports: EffectPorts, campaign: Campaign, head: string): Promise<string[]> {
  const plan = await loadPlan(ports.working, campaign.plan);
  const documents = new Documents(ports.registry);
  const ids: string[] = [];
  for (const planned of plan.documents) {
    if (headOf(planned) !== head) continue;
    const document = await documents.load(planned.id);
    if (document?.state.name === 'awaiting' && document.state.slot === 0) ids.push(planned.id);
  }
  return ids;
}

export type DemoLinks = {
  readonly hr: string;
  readonly head?: { readonly name: string; readonly position: string; readonly link: string };
  /** Not activated yet: the first visit can be tried. */
  readonly newcomer?: {
    readonly name: string;
    readonly position: string;
    readonly link: string;
    readonly code: string;
  };
  readonly regionalHead: { readonly name: string; readonly position: string; readonly link: string };
  readonly publicDocument?: string;
};

/** The first official without a key, with a code handed out for this start. */
async function demoNewcomer(
  ports: EffectPorts,
  { persons }: Plan,
): Promise<{ readonly person: string; readonly code: string } | undefined> {
  for (const { id } of persons) {
    if ((await findPerson(ports.registry, id))?.credential) continue;
    const issue = await issueActivationCode(ports, { person: id, by: { role: 'operator' } });
    if (issue.outcome === 'issued') return { person: id, code: groupInFours(issue.code) };
  }
  return undefined;
}

/** Fresh links for a try-out: tokens are not stored, so those of an earlier start cannot be printed again. */
export async function issueDemoLinks(
  ports: EffectPorts,
  campaign: Campaign,
  publicUrl: string,
): Promise<DemoLinks> {
  const plan = await loadPlan(ports.working, campaign.plan);
  const link = async (person: string) =>
    entranceLink(publicUrl, await issueInvitation(ports, { role: 'signer', campaign: campaign.id, person }));
  const describe = async (id: string) => {
    const person = plan.persons.find((candidate) => candidate.id === id);
    const name = person?.displayName ?? '';
    return { name, position: person?.posts[0]?.position ?? '', link: await link(id) };
  };
  const head = await demoHead(ports, campaign);
  const documents = new Documents(ports.registry);
  let publicDocument: string | undefined;
  for (const planned of plan.documents) {
    const document = await documents.load(planned.id);
    if (document?.state.name === 'complete') publicDocument = `${publicUrl}/d/${planned.code}`;
    if (publicDocument !== undefined && planned.kind === 'piagam-zi') break;
  }
  const hr = await issueInvitation(ports, { role: 'hr', campaign: campaign.id });
  const newcomer = await demoNewcomer(ports, plan);
  return {
    hr: entranceLink(publicUrl, hr),
    ...(head === undefined ? {} : { head: await describe(head) }),
    ...(newcomer ? { newcomer: { ...(await describe(newcomer.person)), code: newcomer.code } } : {}),
    regionalHead: await describe(plan.regionalHead),
    ...(publicDocument === undefined ? {} : { publicDocument }),
  };
}
