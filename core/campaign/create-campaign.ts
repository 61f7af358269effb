import { drawPublicCode } from '../document/public-code.ts';
import type { SlotName } from '../document/slot-name.ts';
import { renewTimestamper } from '../pki/rotation.ts';
import { establishAuthority } from '../pki/stored-authority.ts';
import { renewIssuingLists, renewRevocationList } from '../pki/stored-revocation-list.ts';
import type { Ports } from '../ports/ports.ts';
import { joinName } from '../roster/person-name.ts';
import type { ImportedPerson, ImportedUnit, RosterImport } from '../roster/roster-import.ts';
import { drawId } from '../session/token.ts';
import type { Signatory } from '../typeset/common-facts.ts';
import {
  type DocumentFacts,
  type DocumentKind,
  documentKinds,
  encodeFacts,
  signingOrder,
  templates,
} from '../typeset/facts.ts';
import { type Campaign, campaignItem, findCampaign } from './campaign.ts';
import { assignNumber } from './number.ts';
import { type Plan, type PlannedDocument, storePlan } from './plan.ts';
import { isPublic } from './public-url.ts';

export type CampaignRequest = {
  readonly roster: RosterImport;
  readonly year: number;
  /** The address printed on every document for ever. */
  readonly publicUrl: string;
  /** Where a CA which is founded now publishes its lists; nowhere when absent. */
  readonly publication?: string;
  /** The printed date, `YYYY-MM-DD`; today in the government's time zone when absent. */
  readonly date?: string;
};

export type CampaignCreation =
  | { readonly outcome: 'created'; readonly campaign: Campaign }
  /** One campaign a year: a second import would give every office a second set of documents. */
  | { readonly outcome: 'exists'; readonly campaign: Campaign }
  /** A link to this machine would be printed for ever; only sample data may carry it. */
  | { readonly outcome: 'public-url-refused' };

export type CampaignPorts = Pick<Ports, 'registry' | 'working' | 'vault' | 'clock' | 'randomness'>;

/**
 * Turns an import into a campaign: everything random or of today is decided here and stored as a plan; the
 * effect `populate` then creates what the plan lists. Nothing exists before the campaign's own write.
 */
export async function createCampaign(
  ports: CampaignPorts,
  request: CampaignRequest,
): Promise<CampaignCreation> {
  const { roster, year, publicUrl } = request;
  if (!roster.government.sample && !isPublic(publicUrl)) return { outcome: 'public-url-refused' };
  const id = String(year);
  const before = await findCampaign(ports.registry, id);
  if (before) return { outcome: 'exists', campaign: before };
  await establishAuthority(ports, roster.government.name, request.publication);
  // The yearly hour of the root's key (docs/key-ceremony.md): its list, and the authority which must outlive this year's timestamps.
  await renewTimestamper(ports);
  await renewRevocationList(ports, 'root');
  await renewIssuingLists(ports);
  const plan = await drawPlan(ports, request);
  const campaign: Campaign = {
    id,
    version: 1,
    year,
    createdAt: plan.createdAt,
    government: {
      name: roster.government.name,
      region: roster.government.region,
      timeZone: roster.government.timeZone,
      regionalHeadPosition: roster.government.regionalHead.position,
      sample: roster.government.sample,
      complaintChannel: roster.government.complaintChannel,
    },
    plan: await storePlan(ports.working, plan),
    publicUrl,
    state: 'populating',
    units: plan.units.length,
    vacant: plan.units.filter((unit) => unit.holder === undefined).length,
    documents: plan.documents.length,
  };
  if ((await ports.registry.save(campaignItem(campaign))) === 'saved')
    return { outcome: 'created', campaign };
  const winner = await findCampaign(ports.registry, id);
  return winner ? { outcome: 'exists', campaign: winner } : { outcome: 'created', campaign };
}

async function drawPlan(ports: CampaignPorts, request: CampaignRequest): Promise<Plan> {
  const { roster } = request;
  const ids = new Map(roster.persons.map((person) => [person.id, drawId(ports.randomness)]));
  const regionalHead = drawId(ports.randomness);
  const createdAt = ports.clock.now().toISOString();
  const initialler = initiallerOf(roster);
  const filled = roster.units.flatMap((unit) => {
    const holder = roster.persons.find((person) => person.id === unit.holder);
    return holder ? [{ unit, holder }] : [];
  });
  const documents: PlannedDocument[] = [];
  for (const [position, { unit, holder }] of filled.entries())
    for (const kind of documentKinds) {
      const code = drawPublicCode(ports.randomness);
      const link = `${request.publicUrl}/d/${code}`;
      const number = assignNumber({ kind, sequence: position + 1, unit: unit.code, year: request.year });
      const initialling = initialler?.holder === holder ? undefined : initialler;
      const facts = factsOf({ request, unit, holder, initialling, kind, code, link, number, createdAt });
      const slotOf = (name: SlotName): PlannedDocument['slots'][number] => {
        switch (name) {
          case 'head':
            return { name, person: ids.get(holder.id) ?? '', position: unit.position };
          case 'initialling':
            if (initialling === undefined) break;
            return {
              name,
              person: ids.get(initialling.holder.id) ?? '',
              position: initialling.unit.position,
            };
          case 'regional-head':
            return { name, person: regionalHead, position: roster.government.regionalHead.position };
          case 'witness-1':
          case 'witness-2':
          case 'witness-3':
            break;
        }
        throw new Error(`slot ${name}: nobody stands in this import`);
      };
      documents.push({
        id: drawId(ports.randomness),
        kind,
        unit: unit.code,
        slots: facts.slots.map(({ name }) => slotOf(name)),
        facts: await ports.working.put(encodeFacts(facts)),
        code,
        link,
        number,
        template: templates[kind].version,
      });
    }
  const post = (unit: ImportedUnit) => ({ unit: unit.code, unitName: unit.name, position: unit.position });
  const head = roster.government.regionalHead;
  return {
    schema: 1,
    year: request.year,
    createdAt,
    regionalHead,
    persons: [
      ...roster.persons.map((person) => ({
        id: ids.get(person.id) ?? '',
        role: 'head' as const,
        displayName: person.fullName,
        bareName: person.name,
        posts: roster.units.filter((unit) => unit.holder === person.id).map(post),
      })),
      {
        id: regionalHead,
        role: 'regional-head' as const,
        displayName: joinName(head),
        bareName: head.name,
        posts: [{ unit: 'KDH', unitName: roster.government.name, position: head.position }],
      },
    ],
    units: roster.units.map((unit) => {
      const holder = unit.holder === null ? undefined : ids.get(unit.holder);
      return {
        code: unit.code,
        name: unit.name,
        position: unit.position,
        ...(holder === undefined ? {} : { holder }),
      };
    }),
    documents,
  };
}

function factsOf(from: {
  readonly request: CampaignRequest;
  readonly unit: ImportedUnit;
  readonly holder: ImportedPerson;
  readonly initialling: PostHolder | undefined;
  readonly kind: DocumentKind;
  readonly code: string;
  readonly link: string;
  readonly number: string;
  readonly createdAt: string;
}): DocumentFacts {
  const { request, unit, holder, kind, createdAt } = from;
  const { regionalHead, timeZone, initialling: _, address, ...government } = request.roster.government;
  const { position, ...regionalHeadName } = regionalHead;
  const parties = {
    head: signatoryOf({ unit, holder }),
    ...(from.initialling ? { initialling: signatoryOf(from.initialling) } : {}),
    regionalHead: { ...regionalHeadName, position },
  };
  const common = {
    schema: 1 as const,
    year: request.year,
    number: from.number,
    place: government.seat,
    date: request.date ?? dayIn(timeZone, createdAt),
    government: { ...government, addressLines: [address] },
    unit: { code: unit.code, type: unit.type, name: unit.name },
    ...parties,
    names: templates[kind].defaultNames,
    slots: signingOrder(parties).map((name) => ({ name, signer: 'ikrar-ca' as const })),
    code: from.code,
    link: from.link,
    createdAt,
  };
  const { version } = templates[kind];
  switch (kind) {
    case 'pakta-integritas':
      return { ...common, kind, template: { kind, version }, wording: templates[kind].defaultWording };
    case 'perjanjian-kinerja':
      return {
        ...common,
        kind,
        template: { kind, version },
        wording: templates[kind].defaultWording,
        objectives: unit.objectives.map(({ objective, indicators }) => ({
          objective,
          indicators: [...indicators],
        })),
        programs: [...unit.programs],
      };
    case 'piagam-zi':
      return {
        ...common,
        kind,
        template: { kind, version },
        wording: templates[kind].defaultWording,
        witnesses: [],
      };
  }
}

type PostHolder = { readonly unit: ImportedUnit; readonly holder: ImportedPerson };

/** The import has made sure that the post exists and is held. */
function initiallerOf({ government, units, persons }: RosterImport): PostHolder | undefined {
  const unit = units.find(({ code }) => code === government.initialling?.unit);
  const holder = persons.find(({ id }) => id === unit?.holder);
  return unit && holder ? { unit, holder } : undefined;
}

const signatoryOf = ({ unit, holder }: PostHolder): Signatory => ({
  name: holder.name,
  ...(holder.titlePrefix === undefined ? {} : { titlePrefix: holder.titlePrefix }),
  ...(holder.titleSuffix === undefined ? {} : { titleSuffix: holder.titleSuffix }),
  position: unit.position,
  ...(unit.acting === undefined ? {} : { acting: unit.acting }),
  employeeNumber: holder.employeeNumber,
  ...(holder.rank === undefined ? {} : { rank: holder.rank }),
  ...(holder.gradeClass === undefined ? {} : { gradeClass: holder.gradeClass }),
});

/** The calendar day of an instant where the government is: UTC+7, +8 or +9. */
export const dayIn = (timeZone: string, instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant));
