import type { MiddlewareObj } from '@middy/core';
import type { InvitationPorts } from '../../core/session/invitations.ts';
import { findSession, type Session } from '../../core/session/sessions.ts';
import type { Answer } from '../answers.ts';
import type { DoorEvent } from '../call.ts';
import { Refusal } from '../refusal.ts';
import type { Guard } from '../routes.ts';

/** Who may pass at all, by the route's guard. What belongs to whom is asked by the door. */
export const sessionGuard = (): MiddlewareObj<DoorEvent, Answer> => ({
  before: async ({ event }) => {
    const { call } = event;
    if (!call) throw new Error('session guard: expected an open call');
    if (call.route.guard === 'public') return;
    event.call = { ...call, session: await passingSession(call.ports, call.route.guard, call.cookie) };
  },
});

/** Throws where there is no session, or one which may not pass. */
export async function passingSession(
  ports: InvitationPorts,
  guard: Guard,
  cookie: string | undefined,
): Promise<Session> {
  const session = cookie === undefined ? undefined : await findSession(ports, cookie);
  if (!session) throw new Refusal('session-required');
  if (!mayPass(guard, session)) throw new Refusal('forbidden');
  return session;
}

function mayPass(guard: Guard, session: Session): boolean {
  switch (guard) {
    case 'public':
      return true;
    case 'session':
      return session.subject.role !== 'display';
    case 'display':
      return session.subject.role !== 'signer';
    case 'hr':
    case 'signer':
      return session.subject.role === guard;
  }
}
