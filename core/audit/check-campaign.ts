import { type Campaign, campaignItem, campaignOf } from '../campaign/campaign.ts';
import { type Plan, type PlannedDocument, plan as planSchema, unitNameIn } from '../campaign/plan.ts';
import { Documents } from '../document/documents.ts';
import { findPerson } from '../person/person.ts';
import type { Item } from '../ports/registry.ts';
import { type AuditScope, readContent } from './audit-scope.ts';
import type { Census } from './census.ts';
import { type AuditFinding, found } from './finding.ts';
import { sameJson } from './settled.ts';

/** A campaign, its plan, and that exactly what the plan lists stands in the registry. */
export async function checkCampaign(
  scope: AuditScope,
  item: Item,
  census: Census,
): Promise<readonly AuditFinding[]> {
  const campaign = campaignOf(item);
  const derived = sameJson(item, campaignItem(campaign))
    ? []
    : [found('derived-differs', item.key, 'the index entries are not what the campaign tells')];
  const { bytes, findings } = await readContent(scope.working, campaign.plan, item.key);
  if (!bytes)
    return [
      ...derived,
      ...(findings.length > 0
        ? findings
        : [found('plan-missing', item.key, `plan ${campaign.plan} is not stored`)]),
    ];
  const plan = planSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return [
    ...derived,
    ...checkNumbers(item.key, campaign, plan),
    ...(await checkPlanned(scope, campaign, plan)),
    ...checkNothingElse(campaign, plan, census),
  ];
}

function checkNumbers(key: string, campaign: Campaign, plan: Plan): AuditFinding[] {
  const told = [campaign.year, campaign.units, campaign.vacant, campaign.documents, campaign.createdAt];
  const planned = [
    plan.year,
    plan.units.length,
    plan.units.filter((unit) => unit.holder === undefined).length,
    plan.documents.length,
    plan.createdAt,
  ];
  return sameJson(told, planned)
    ? []
    : [found('plan-differs', key, `the campaign tells ${told.join(', ')}, its plan ${planned.join(', ')}`)];
}

async function checkPlanned(scope: AuditScope, campaign: Campaign, plan: Plan): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  const complete = campaign.state === 'open';
  for (const { id, ...planned } of plan.persons) {
    const key = `person#${id}`;
    const person = await findPerson(scope.registry, id);
    if (!person) {
      if (complete) findings.push(found('person-missing', key, 'planned, not stored'));
      continue;
    }
    const { role, displayName, bareName, posts, signer } = person;
    if (person.campaign !== campaign.id || !sameJson(planned, { role, displayName, bareName, posts, signer }))
      findings.push(found('plan-differs', key, 'the person is not as planned'));
  }
  const documents = new Documents(scope.registry);
  for (const planned of plan.documents) {
    const key = `document#${planned.id}`;
    const document = await documents.load(planned.id);
    if (!document) {
      if (complete) findings.push(found('document-missing', key, 'planned, not stored'));
    } else if (!sameJson(asPlanned(document.created, campaign), expected(planned, plan, campaign)))
      findings.push(found('plan-differs', key, 'the event of creation is not as planned'));
  }
  return findings;
}

type Created = NonNullable<Awaited<ReturnType<Documents['load']>>>['created'];

const asPlanned = (created: Created, campaign: Campaign) => ({
  ...created,
  slots: created.slots,
  mine: created.campaign === campaign.id,
});

function expected(planned: PlannedDocument, plan: Plan, campaign: Campaign) {
  return {
    type: 'created',
    at: plan.createdAt,
    campaign: campaign.id,
    kind: planned.kind,
    year: plan.year,
    number: planned.number,
    unit: { code: planned.unit, name: unitNameIn(plan, planned.unit) },
    date: planned.date,
    published: planned.published,
    facts: planned.facts,
    template: planned.template,
    code: planned.code,
    link: planned.link,
    timeZone: campaign.government.timeZone,
    slots: planned.slots.map((slot) => {
      const holder = plan.persons.find(({ id }) => id === slot.person);
      return { ...slot, signer: holder?.signer };
    }),
    mine: true,
  };
}

/** Whether a document corrects another one, which names it as its successor. */
const succeeds = (census: Census, id: string, { replaces }: Created): boolean => {
  const state = replaces && census.documents.get(replaces.document)?.state;
  return (state?.name === 'replacing' || state?.name === 'superseded') && state.successor === id;
};

function checkNothingElse(campaign: Campaign, plan: Plan, census: Census): AuditFinding[] {
  const documents = new Set(plan.documents.map((document) => document.id));
  const persons = new Set(plan.persons.map((person) => person.id));
  return [
    ...[...census.documents]
      .filter(
        ([id, { created }]) =>
          created.campaign === campaign.id && !documents.has(id) && !succeeds(census, id, created),
      )
      .map(([id]) => found('document-unplanned', `document#${id}`, `not in the plan of ${campaign.id}`)),
    ...[...census.persons]
      .filter(([id, of]) => of === campaign.id && !persons.has(id))
      .map(([id]) => found('person-unplanned', `person#${id}`, `not in the plan of ${campaign.id}`)),
  ];
}
