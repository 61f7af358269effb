import { Documents } from '../document/documents.ts';
import { openLock } from '../person/passphrase-lock.ts';
import { personItem } from '../person/person.ts';
import type { Ports } from '../ports/ports.ts';
import type { Registry } from '../ports/registry.ts';
import { type Campaign, campaignItem, findCampaign } from './campaign.ts';
import { loadPlan, type Plan, type PlannedDocument, unitNameIn } from './plan.ts';

/**
 * Effect `populate`: every person and document of the plan, then the campaign opens. Each write is the first
 * version of its item, so what an earlier, interrupted run wrote stays as it is.
 */
export async function populate(
  ports: Pick<Ports, 'registry' | 'working'>,
  campaignId: string,
  progress?: (done: number, total: number) => void,
): Promise<void> {
  const campaign = await findCampaign(ports.registry, campaignId);
  if (campaign?.state !== 'populating') return;
  const plan = await loadPlan(ports.working, campaign.plan);
  const documents = new Documents(ports.registry);
  const total = plan.persons.length + plan.documents.length;
  let done = 0;
  const { contacts = {} } = campaign;
  for (const { id, ...person } of plan.persons) {
    const contact = contacts[id];
    await ports.registry.save(
      personItem({
        ...person,
        ...(contact ? { contact } : {}),
        id,
        version: 1,
        campaign: campaignId,
        lock: openLock,
        trail: [],
      }),
    );
    progress?.(++done, total);
  }
  for (const planned of plan.documents) {
    await documents.create(planned.id, creation(campaign, plan, planned));
    progress?.(++done, total);
  }
  await openCampaign(ports.registry, campaign);
}

/** HR may set the deadline meanwhile. */
async function openCampaign(registry: Registry, campaign: Campaign): Promise<void> {
  const { contacts: _, version, ...rest } = campaign;
  const saved = await registry.save(campaignItem({ ...rest, version: version + 1, state: 'open' }));
  const newer = saved === 'saved' ? undefined : await findCampaign(registry, campaign.id);
  if (newer?.state === 'populating') await openCampaign(registry, newer);
}

function creation(campaign: Campaign, plan: Plan, planned: PlannedDocument) {
  const signer = (id: string) => {
    const person = plan.persons.find((candidate) => candidate.id === id);
    if (!person) throw new Error(`plan ${campaign.plan}: no person ${id}`);
    return person;
  };
  return {
    type: 'created' as const,
    at: campaign.createdAt,
    campaign: campaign.id,
    kind: planned.kind,
    year: campaign.year,
    ...(planned.number === undefined ? {} : { number: planned.number }),
    unit: { code: planned.unit, name: unitNameIn(plan, planned.unit) ?? planned.unit },
    date: planned.date,
    published: planned.published,
    facts: planned.facts,
    template: planned.template,
    code: planned.code,
    link: planned.link,
    timeZone: campaign.government.timeZone,
    slots: planned.slots.map(({ name, person, displayName, position }) => ({
      name,
      person,
      displayName,
      position,
      signer: signer(person).signer,
    })),
  };
}
