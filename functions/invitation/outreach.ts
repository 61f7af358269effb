import * as z from 'zod';
import { documentRows } from '../../core/campaign/board.ts';
import type { Campaign } from '../../core/campaign/campaign.ts';
import { awaitedPersons } from '../../core/invitation/awaited-persons.ts';
import { lastInvited, sendInvitation } from '../../core/invitation/send-invitation.ts';
import { findPerson, type Person } from '../../core/person/person.ts';
import { isInvited } from '../../core/session/invitations.ts';
import { invitationLetter } from '../../web/mail/invitation-letter.ts';
import { type InvitationRow, type InvitationsView, invitationsPage } from '../../web/pages/invitations.ts';
import { sendingPage } from '../../web/pages/sending.ts';
import { type Answer, pageAnswer } from '../answers.ts';
import { positionsOf } from '../board/campaign-official.ts';
import { type Call, type HrSession, hrSession } from '../call.ts';
import { deadlineView } from '../deadline-view.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';
import { letterView } from './letter-view.ts';

const personId = z.string().regex(/^[0-9a-f]{32}$/);
const request = z.strictObject({
  person: z.union([personId.transform((one) => [one]), z.array(personId).max(1000)]),
  /** When HR was shown the list: whoever got a link later is skipped. */
  since: z.iso.datetime(),
});

/** A server may take 10 s for each message: two rounds end well within a function's 29 s. */
const portion = 10;
const atOnce = 5;

/** Who has something waiting: whom a message can reach, who was invited, whom HR writes to by hand. */
export async function showInvitations(
  call: Call,
  refused?: Pick<InvitationsView['form'], 'typed' | 'errors'>,
): Promise<Answer> {
  const session = hrSession(call);
  const campaign = await campaignOfSession(call, session);
  const rows = await awaitedRows(call, campaign);
  const { mailer } = call.ports;
  return pageAnswer(
    invitationsPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      timeZone: campaign.government.timeZone,
      since: call.ports.clock.now().toISOString(),
      rows,
      keepsMail: call.mailFolder !== undefined,
      ...(mailer ? { delivery: mailer.delivery } : {}),
      ...deadlineView(campaign, call.ports.clock),
      form: refused ?? { typed: campaign.deadline ?? '', errors: [] },
      deadlineSaved: call.query.get('batas') === 'tersimpan',
    }),
    refused ? 422 : 200,
  );
}

/**
 * Sends to the next few of the list HR confirmed. The answer carries the same list again, so that its form goes on where
 * this request ended, and sending it twice sends nothing twice.
 */
export async function sendPortion(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const { person: ids, since: text } = readFields(call.form, request);
  const since = new Date(text);
  const { mailer, registry, clock } = call.ports;
  if (since > clock.now()) throw new Refusal('malformed');
  if (!mailer) throw new Refusal('unavailable');
  const campaign = await campaignOfSession(call, session);
  const listed = await personsOf(call, session, ids);
  const awaited = awaitedPersons(await documentRows({ registry }, campaign.id));
  const open = listed.filter((one) => stateSince(one, since) === 'open');
  const next = open.slice(0, portion);
  for (let start = 0; start < next.length; start += atOnce)
    await Promise.all(next.slice(start, start + atOnce).map((person) => send(person)));
  const after = await personsOf(call, session, ids);
  return pageAnswer(
    sendingPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      since: text,
      now: clock.now().toISOString(),
      delivery: mailer.delivery,
      goesOn: after.filter((one) => stateSince(one, since) === 'open').length < open.length,
      rows: after.map((person) => ({
        person: person.id,
        displayName: person.displayName,
        positions: positionsOf(person),
        state: stateSince(person, since),
        ...(person.message?.failure === undefined ? {} : { failure: person.message.failure }),
      })),
    }),
  );

  async function send(person: Person): Promise<void> {
    const ports = { ...call.ports, mailer: mailer ?? refuse() };
    const reminder = await isInvited(call.ports, {
      role: 'signer',
      campaign: campaign.id,
      person: person.id,
    });
    const sending = await sendInvitation(ports, {
      person: person.id,
      by: { role: 'hr', link: session.invitation },
      since,
      compose: (claimed, token) =>
        invitationLetter({
          ...letterView(call, campaign, claimed, token),
          documents: awaited.get(person.id) ?? 0,
          reminder,
        }),
    });
    call.log({
      event: 'invitation-sent',
      outcome: sending.outcome,
      ...(sending.outcome === 'failed' ? { code: sending.code } : {}),
    });
  }
}

const refuse = (): never => {
  throw new Refusal('unavailable');
};

/** `open`: still to be sent. `skipped`: cannot be. */
function stateSince(person: Person, since: Date): 'sent' | 'failed' | 'open' | 'skipped' {
  const last = lastInvited(person);
  if (last && new Date(last.at) >= since) return 'sent';
  if (person.left || person.contact?.email === undefined) return 'skipped';
  const { message } = person;
  return message?.failure !== undefined && new Date(message.at) >= since ? 'failed' : 'open';
}

async function personsOf({ ports }: Call, { subject }: HrSession, ids: readonly string[]): Promise<Person[]> {
  const found = await Promise.all([...new Set(ids)].map((id) => findPerson(ports.registry, id)));
  return found.map((person) => {
    if (person?.campaign !== subject.campaign) throw new Refusal('not-found');
    return person;
  });
}

async function awaitedRows({ ports }: Call, campaign: Campaign): Promise<InvitationRow[]> {
  const awaited = awaitedPersons(await documentRows(ports, campaign.id));
  const rows = await Promise.all(
    [...awaited].map(async ([id, documents]): Promise<InvitationRow[]> => {
      const person = await findPerson(ports.registry, id);
      if (!person || person.left) return [];
      const invited = await isInvited(ports, { role: 'signer', campaign: campaign.id, person: id });
      const last = lastInvited(person);
      return [
        {
          person: id,
          displayName: person.displayName,
          positions: positionsOf(person),
          documents,
          invited,
          ...(person.contact ?? {}),
          ...(last ? { last: { at: last.at, channel: last.channel } } : {}),
          ...(person.message ? { failure: person.message.failure ?? 'uncertain' } : {}),
        },
      ];
    }),
  );
  return rows.flat().toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'id'));
}
