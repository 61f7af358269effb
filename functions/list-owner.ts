import { tokenHash } from '../core/session/token.ts';
import type { ListOwner } from '../core/signing/signing-list.ts';
import { type Call, signerSession } from './call.ts';
import { Refusal } from './refusal.ts';

/** A list belongs to a person and to the session in which it was confirmed. */
export function listOwner(call: Call): ListOwner {
  const { subject } = signerSession(call);
  const session = tokenHash(call.cookie ?? '');
  if (session === undefined) throw new Refusal('session-required');
  return { person: subject.person, session };
}
