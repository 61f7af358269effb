import type { MiddlewareObj } from '@middy/core';
import type { Answer } from '../answers.ts';
import type { Call, DoorEvent } from '../call.ts';
import { readCookie } from '../cookie.ts';
import { type DoorDependencies, surroundingsOf } from '../dependencies.ts';
import { routeKey } from '../door.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../routes.ts';

/** Bytes of a body, before anything reads it: 25 documents with their digests are 3 KB. */
export const largestBody = 16_384;
const largestQuery = 8_192;

/** Finds the route and opens the call: caps first, then decoding. */
export function openCall(
  dependencies: DoorDependencies,
  own: readonly Route[],
): MiddlewareObj<DoorEvent, Answer> {
  const surroundings = surroundingsOf(dependencies);
  return {
    before: ({ event }) => {
      const route = own.find((candidate) => routeKey(candidate) === event.routeKey);
      if (!route) throw new Refusal('not-found');
      if (event.rawQueryString.length > largestQuery) throw new Refusal('too-large');
      const body = bodyOf(event);
      const cookie = readCookie(dependencies.publicUrl, event.cookies);
      const ifNoneMatch = event.headers['if-none-match'];
      const call: Call = {
        ...dependencies,
        route,
        surroundings,
        path: definedOnly(event.pathParameters ?? {}),
        query: new URLSearchParams(event.rawQueryString),
        body,
        form: new URLSearchParams(isForm(event) ? body : ''),
        ...(cookie === undefined ? {} : { cookie }),
        ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
        acceptsGzip: /\bgzip\b/.test(event.headers['accept-encoding'] ?? ''),
      };
      event.call = call;
    },
  };
}

function bodyOf(event: DoorEvent): string {
  const { body = '', isBase64Encoded } = event;
  const size = isBase64Encoded ? Math.ceil((body.length * 3) / 4) : Buffer.byteLength(body);
  if (size > largestBody) throw new Refusal('too-large');
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
}

const isForm = (event: DoorEvent): boolean =>
  (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ===
  'application/x-www-form-urlencoded';

const definedOnly = (parameters: Readonly<Record<string, string | undefined>>): Record<string, string> => {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) defined[name] = value;
  return defined;
};
