import * as z from 'zod';
import { invitationDays, issueInvitation } from '../../core/session/invitations.ts';
import { newLinkPage } from '../../web/pages/new-link.ts';
import { type Answer, pageAnswer } from '../answers.ts';
import { type Call, hrSession } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { readFields } from '../read-form.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';
import { showBoard, tellBoard } from './board.ts';
import { askCodes, issueCodes } from './codes.ts';
import { makeDisplayLink, offerDisplay } from './display.ts';
import { actOnOfficial, askOfficial, personOfCampaign, positionsOf, showOfficial } from './official.ts';

const linkRequest = z.strictObject({ person: z.string().regex(/^[0-9a-f]{32}$/) });

export const createBoardHandler = (dependencies: DoorDependencies): Door =>
  doorFor('board', dependencies, {
    'GET /papan': showBoard,
    'GET /papan/status': tellBoard,
    'POST /papan/tautan': makeLink,
    'GET /papan/kode': askCodes,
    'POST /papan/kode': issueCodes,
    'GET /papan/layar': offerDisplay,
    'POST /papan/layar': makeDisplayLink,
    'GET /papan/pejabat/{id}': showOfficial,
    'GET /papan/pejabat/{id}/{tindakan}': askOfficial,
    'POST /papan/pejabat/{id}/{tindakan}': actOnOfficial,
  });

/** The answer itself shows the link, this once: its token is nowhere to be read again. */
async function makeLink(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const person = await personOfCampaign(call, session, readFields(call.form, linkRequest).person);
  const { campaign, id } = person;
  const token = await issueInvitation(call.ports, { role: 'signer', campaign, person: id });
  call.log({ event: 'invitation-issued' });
  const { government, year } = await campaignOfSession(call, session);
  return pageAnswer(
    newLinkPage(call.surroundings, {
      visitor: hrVisitor(session),
      government,
      person: id,
      displayName: person.displayName,
      position: positionsOf(person).join(' dan '),
      year,
      link: `${call.publicUrl}/masuk#${token}`,
      days: invitationDays,
    }),
  );
}
