import * as z from 'zod';
import { recordInvitation } from '../../core/invitation/send-invitation.ts';
import { invitationDays, issueInvitation } from '../../core/session/invitations.ts';
import { invitationText } from '../../web/mail/invitation-letter.ts';
import { newLinkPage } from '../../web/pages/new-link.ts';
import { type Answer, pageAnswer } from '../answers.ts';
import { personOfCampaign, positionsOf } from '../board/campaign-official.ts';
import { type Call, hrSession } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { readFields } from '../read-form.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';
import { showContact, takeContact } from './contact.ts';
import { takeDeadline } from './deadline.ts';
import { makeDisplayLink, offerDisplay } from './display.ts';
import { showKept, showKeptOne } from './kept-mail.ts';
import { letterView } from './letter-view.ts';
import { sendPortion, showInvitations } from './outreach.ts';

const linkRequest = z.strictObject({ person: z.string().regex(/^[0-9a-f]{32}$/) });

export const createInvitationHandler = (dependencies: DoorDependencies): Door =>
  doorFor('invitation', dependencies, {
    'POST /papan/tautan': makeLink,
    'GET /papan/layar': offerDisplay,
    'POST /papan/layar': makeDisplayLink,
    'GET /papan/undangan': showInvitations,
    'POST /papan/undangan': sendPortion,
    'POST /papan/batas-waktu': takeDeadline,
    'GET /papan/pejabat/{id}/kontak': showContact,
    'POST /papan/pejabat/{id}/kontak': takeContact,
    'GET /papan/surat': showKept,
    'GET /papan/surat/{name}': showKeptOne,
  });

/** The answer itself shows the link, this once: its token is nowhere to be read again. */
async function makeLink(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const person = await personOfCampaign(call, session, readFields(call.form, linkRequest).person);
  const campaign = await campaignOfSession(call, session);
  const token = await issueInvitation(call.ports, {
    role: 'signer',
    campaign: person.campaign,
    person: person.id,
  });
  await recordInvitation(call.ports.registry, person.id, {
    type: 'invited',
    at: call.ports.clock.now().toISOString(),
    by: { role: 'hr', link: session.invitation },
    channel: 'by-hand',
  });
  call.log({ event: 'invitation-issued' });
  const view = letterView(call, campaign, person, token);
  return pageAnswer(
    newLinkPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      person: person.id,
      displayName: person.displayName,
      position: positionsOf(person).join(' dan '),
      link: view.link,
      text: invitationText(view),
      days: invitationDays,
      ...(person.contact?.phone === undefined ? {} : { phone: person.contact.phone }),
    }),
  );
}
