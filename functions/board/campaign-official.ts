import type { Campaign } from '../../core/campaign/campaign.ts';
import { findPerson, type Person } from '../../core/person/person.ts';
import { type Call, type HrSession, hrSession } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { campaignOfSession } from '../visitor.ts';

/** A person of the campaign whose HR asks. */
export type Official = {
  readonly session: HrSession;
  readonly campaign: Campaign;
  readonly person: Person;
};

export async function officialOf(call: Call): Promise<Official> {
  const session = hrSession(call);
  const person = await personOfCampaign(call, session, call.path.id ?? '');
  return { session, campaign: await campaignOfSession(call, session), person };
}

/** Unknown and another campaign's persons are both "not found". */
export async function personOfCampaign({ ports }: Call, { subject }: HrSession, id: string): Promise<Person> {
  const person = /^[0-9a-f]{32}$/.test(id) ? await findPerson(ports.registry, id) : undefined;
  if (person?.campaign !== subject.campaign) throw new Refusal('not-found');
  return person;
}

export const positionsOf = ({ posts }: Person): readonly string[] => posts.map((post) => post.position);

export const pathOf = ({ id }: Person): string => `/papan/pejabat/${id}`;
