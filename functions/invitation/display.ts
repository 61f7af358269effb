import * as z from 'zod';
import { displayDays, issueInvitation } from '../../core/session/invitations.ts';
import { sessionSeconds } from '../../core/session/sessions.ts';
import { displayLinkPage } from '../../web/pages/display-link.ts';
import { type Answer, pageAnswer } from '../answers.ts';
import { type Call, hrSession } from '../call.ts';
import { readFields } from '../read-form.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';

const nothing = z.strictObject({});

export const offerDisplay = (call: Call): Promise<Answer> => showDisplay(call);

/** The big screen is open to nobody until HR makes its link; the one before is dead then, with its screen. */
export async function makeDisplayLink(call: Call): Promise<Answer> {
  const { campaign } = hrSession(call).subject;
  readFields(call.form, nothing);
  const token = await issueInvitation(call.ports, { role: 'display', campaign });
  call.log({ event: 'display-link-issued' });
  return showDisplay(call, `${call.publicUrl}/masuk#${token}`);
}

async function showDisplay(call: Call, link?: string): Promise<Answer> {
  const session = hrSession(call);
  const { government, year, id } = await campaignOfSession(call, session);
  return pageAnswer(
    displayLinkPage(call.surroundings, {
      visitor: hrVisitor(session),
      government,
      year,
      screen: `/muster/${id}`,
      ...(link === undefined ? {} : { link }),
      days: displayDays,
      hours: sessionSeconds.display / 3600,
    }),
  );
}
