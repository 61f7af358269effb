import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareObj } from '@middy/core';
import type { Answer } from '../answers.ts';
import type { DoorEvent } from '../call.ts';
import { Refusal } from '../refusal.ts';

/**
 * Against forged requests, besides `SameSite=Strict`: every POST comes from our own origin, as far as the browser tells,
 * and with a session it carries that session's form token.
 */
export const formGuard = (): MiddlewareObj<DoorEvent, Answer> => ({
  before: ({ event }) => {
    const { call } = event;
    if (!call) throw new Error('form guard: expected an open call');
    if (call.route.method !== 'POST') return;
    const source = sourceOf(event, call.publicUrl);
    if (source === 'foreign') throw new Refusal('form-refused');
    if (call.route.guard === 'public') {
      if (source === 'untold') throw new Refusal('form-refused');
      return;
    }
    const tokens = call.form.getAll('form');
    if (tokens.length !== 1 || !call.session || !sameText(tokens[0] ?? '', call.session.formToken))
      throw new Refusal('form-refused');
    call.form.delete('form');
  },
});

/**
 * Under `Referrer-Policy: no-referrer` a browser sends `Origin: null` with our own forms (Fetch §3.2, "append a
 * request Origin header"); `Sec-Fetch-Site` then tells. Safari before 16.4 sends no such header: there the form's
 * token alone decides. Without any of them there is nothing to trust.
 */
function sourceOf({ headers }: DoorEvent, publicUrl: string): 'ours' | 'foreign' | 'untold' {
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  if (site !== undefined && site !== 'same-origin') return 'foreign';
  if (origin !== undefined && origin !== 'null')
    return origin === new URL(publicUrl).origin ? 'ours' : 'foreign';
  if (site !== undefined) return 'ours';
  return origin === undefined ? 'foreign' : 'untold';
}

/** Hashed first, so that neither length nor position of a difference shows in time. */
function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
