import type { Campaign } from '../../core/campaign/campaign.ts';
import type { Person } from '../../core/person/person.ts';
import { invitationDays } from '../../core/session/invitations.ts';
import type { InvitationLetterView } from '../../web/mail/invitation-letter.ts';
import { positionsOf } from '../board/campaign-official.ts';
import type { Call } from '../call.ts';
import { deadlineView } from '../deadline-view.ts';

/** What every letter and text of a link says, whichever way it goes. */
export const letterView = (
  { publicUrl, ports }: Pick<Call, 'publicUrl' | 'ports'>,
  campaign: Campaign,
  person: Person,
  token: string,
): Omit<InvitationLetterView, 'documents' | 'reminder'> => ({
  displayName: person.displayName,
  positions: positionsOf(person),
  government: campaign.government.name,
  year: campaign.year,
  ...deadlineView(campaign, ports.clock),
  newcomer: person.credential === undefined,
  ownCertificate: person.signer === 'own-certificate',
  link: `${publicUrl}/masuk#${token}`,
  days: invitationDays,
});
