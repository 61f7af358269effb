import { findPerson, type Person, updatePerson } from '../person/person.ts';
import type { Invited, Officer, PersonEvent } from '../person/person-event.ts';
import { lastOf } from '../person/settled-trail.ts';
import { type Mailer, MailFailed, type MailFailureCode, type MailMessage } from '../ports/mailer.ts';
import type { Registry } from '../ports/registry.ts';
import { drawInvitation, type InvitationPorts } from '../session/invitations.ts';

export type Sending =
  | { readonly outcome: 'sent' }
  /** A link went to the person after `since`. */
  | { readonly outcome: 'already' }
  /** Another request is at it, or was cut off a moment ago. */
  | { readonly outcome: 'busy' }
  | { readonly outcome: 'no-address' | 'left-office' | 'not-found' }
  | { readonly outcome: 'failed'; readonly code: MailFailureCode };

export type InvitationLetter = Pick<MailMessage, 'subject' | 'text' | 'html'>;

/** Longer than a server may take; whoever was cut off frees the place by itself. */
const claimMs = 60_000;

/**
 * One message with a new link. It is sent once however often HR presses: the place is claimed by a write of its own, and
 * whoever got a link after `since`, the moment HR was shown the list, gets none. The link before it dies when the new
 * one's message was taken over, or may have been; a message that failed kills nothing.
 */
export async function sendInvitation(
  ports: InvitationPorts & { readonly mailer: Mailer },
  request: {
    readonly person: string;
    readonly by: Officer;
    readonly since: Date;
    readonly compose: (person: Person, token: string) => InvitationLetter;
  },
): Promise<Sending> {
  const { registry, clock, mailer } = ports;
  const person = await findPerson(registry, request.person);
  if (!person) return { outcome: 'not-found' };
  if (person.left) return { outcome: 'left-office' };
  const to = person.contact?.email;
  if (to === undefined) return { outcome: 'no-address' };
  const last = lastInvited(person);
  if (last && new Date(last.at) >= request.since) return { outcome: 'already' };
  const at = clock.now();
  const { message } = person;
  if (message && message.failure === undefined && at.getTime() - Date.parse(message.at) < claimMs)
    return { outcome: 'busy' };
  const claimed = await updatePerson(registry, person, { message: { at: at.toISOString() } });
  if (!claimed) return { outcome: 'busy' };

  const { campaign, id } = person;
  const { token, putInForce } = await drawInvitation(ports, { role: 'signer', campaign, person: id });
  try {
    await mailer.send({ ...request.compose(claimed, token), to, campaign });
  } catch (error) {
    if (!(error instanceof MailFailed)) throw error;
    if (error.code === 'uncertain') await putInForce();
    await note(registry, id, { message: { at: clock.now().toISOString(), failure: error.code } });
    return { outcome: 'failed', code: error.code };
  }
  await putInForce();
  await recordInvitation(registry, id, {
    type: 'invited',
    // A clock that was put back meanwhile does not make this press one without a message.
    at: new Date(Math.max(clock.now().getTime(), request.since.getTime())).toISOString(),
    by: request.by,
    channel: mailer.delivery === 'network' ? 'mail' : 'folder',
  });
  return { outcome: 'sent' };
}

export const lastInvited = ({ trail, settled }: Pick<Person, 'trail' | 'settled'>): Invited | undefined =>
  lastOf(trail, 'invited') ?? settled?.invited;

/** Writes down that a link was given; a message which failed before is settled by it. */
export const recordInvitation = (registry: Registry, person: string, event: Invited): Promise<void> =>
  note(registry, person, { message: undefined }, event);

async function note(
  registry: Registry,
  id: string,
  change: Parameters<typeof updatePerson>[2],
  event?: PersonEvent,
): Promise<void> {
  for (;;) {
    const person = await findPerson(registry, id);
    if (!person || (await updatePerson(registry, person, change, event))) return;
  }
}
