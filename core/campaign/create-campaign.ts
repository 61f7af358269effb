import { renewTimestamper } from '../pki/rotation.ts';
import { establishAuthority } from '../pki/stored-authority.ts';
import { renewIssuingLists, renewRevocationList } from '../pki/stored-revocation-list.ts';
import type { Ports } from '../ports/ports.ts';
import type { RosterImport } from '../roster/roster-import.ts';
import { type Campaign, campaignItem, findCampaign } from './campaign.ts';
import { drawPlan } from './draw-plan.ts';
import { storePlan } from './plan.ts';
import { isPublic } from './public-url.ts';
import { deadlineOf } from './signing-deadline.ts';

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
  const { plan, contacts } = await drawPlan(ports, request);
  const deadline = deadlineOf(roster.government);
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
    publish: roster.government.publish,
    ...(deadline === undefined ? {} : { deadline }),
    plan: await storePlan(ports.working, plan),
    publicUrl,
    state: 'populating',
    ...(Object.keys(contacts).length === 0 ? {} : { contacts }),
    units: plan.units.length,
    vacant: plan.units.filter((unit) => unit.holder === undefined).length,
    documents: plan.documents.length,
  };
  if ((await ports.registry.save(campaignItem(campaign))) === 'saved')
    return { outcome: 'created', campaign };
  const winner = await findCampaign(ports.registry, id);
  return winner ? { outcome: 'exists', campaign: winner } : { outcome: 'created', campaign };
}
