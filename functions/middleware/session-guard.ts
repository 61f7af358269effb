import type { MiddlewareObj } from '@middy/core';
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
    const session = call.cookie === undefined ? undefined : await findSession(call.ports, call.cookie);
    if (!session) throw new Refusal('session-required');
    if (!mayPass(call.route.guard, session)) throw new Refusal('forbidden');
    event.call = { ...call, session };
  },
});

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
