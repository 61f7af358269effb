import { documentRows } from '../../core/campaign/board.ts';
import { keyStanding } from '../../core/person/key-standing.ts';
import type { Person } from '../../core/person/person.ts';
import { wholeTrail } from '../../core/person/settled-trail.ts';
import { allRevocations } from '../../core/pki/stored-revocation-list.ts';
import { type OfficialView, officialPage } from '../../web/pages/official.ts';
import { type Answer, pageAnswer } from '../answers.ts';
import type { Call } from '../call.ts';
import { hrVisitor } from '../visitor.ts';
import { officialOf, positionsOf } from './campaign-official.ts';
import { actionsFor } from './fitting-actions.ts';
import { documentsView } from './official-documents.ts';
import { resultOf } from './official-result.ts';
import { ownViewOf } from './own-certificate-view.ts';

export async function showOfficial(call: Call): Promise<Answer> {
  const { session, campaign, person } = await officialOf(call);
  const { registry, clock } = call.ports;
  const standing = keyStanding(person, await allRevocations(registry), clock.now());
  const rows = await documentRows({ registry }, campaign.id);
  const result = resultOf(person, call.query.get('hasil'));
  return pageAnswer(
    officialPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      timeZone: campaign.government.timeZone,
      person: person.id,
      displayName: person.displayName,
      positions: positionsOf(person),
      standing,
      actions: actionsFor(standing, person),
      ...(person.credential ? { consentedAt: person.credential.consent.at } : {}),
      ...(person.contact ? { contact: person.contact } : {}),
      ...(await trailView(call, person)),
      ...ownViewOf(person),
      ...documentsView(rows, person.id, campaign.government.timeZone),
      ...(result === undefined ? {} : { result }),
    }),
  );
}

/** A long trail is told by its newest events, and whole where HR asks for it. */
async function trailView(
  { ports, query }: Call,
  person: Person,
): Promise<Pick<OfficialView, 'trail' | 'older'>> {
  const whole = query.get('riwayat') === 'lengkap';
  return {
    trail: whole ? await wholeTrail(ports.registry, person) : person.trail,
    older: person.settled !== undefined && !whole,
  };
}
