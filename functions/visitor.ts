import type { Campaign } from '../core/campaign/campaign.ts';
import { findCampaign } from '../core/campaign/campaign.ts';
import { findPerson, type Person } from '../core/person/person.ts';
import type { Session } from '../core/session/sessions.ts';
import type { Visitor } from '../web/layout.ts';
import { type Call, type SignerSession, signerSession } from './call.ts';
import { Refusal } from './refusal.ts';

export const hrVisitor = (session: Session): Visitor => ({
  name: 'Pengelola',
  home: { path: '/papan', words: 'Papan' },
  formToken: session.formToken,
});

export const signerVisitor = (session: Session, person: Person): Visitor => ({
  name: person.displayName,
  home: { path: '/meja', words: 'Meja saya' },
  formToken: session.formToken,
});

/** The campaign a session belongs to. */
export async function campaignOfSession({ ports }: Pick<Call, 'ports'>, session: Session): Promise<Campaign> {
  const campaign = await findCampaign(ports.registry, session.subject.campaign);
  if (!campaign) throw new Refusal('not-found');
  return campaign;
}

export type Signer = {
  readonly session: SignerSession;
  readonly person: Person;
  readonly campaign: Campaign;
  readonly visitor: Visitor;
};

/** The signer behind a call. While the campaign is still being populated the person may not stand yet. */
export async function signerOf(call: Call): Promise<Signer> {
  const session = signerSession(call);
  const person = await findPerson(call.ports.registry, session.subject.person);
  if (!person || person.campaign !== session.subject.campaign) throw new Refusal('not-found');
  const campaign = await campaignOfSession(call, session);
  return { session, person, campaign, visitor: signerVisitor(session, person) };
}
