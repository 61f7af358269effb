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
    before: async ({ event }) => {
      const route = own.find((candidate) => routeKey(candidate) === event.routeKey);
      if (!route) throw new Refusal('not-found');
      if (event.rawQueryString.length > largestQuery) throw new Refusal('too-large');
      const bytes = bodyOf(event, route.largestBody ?? largestBody);
      const upload =
        route.upload && isMultipart(event) && bytes.length > 0 ? await readUpload(event, bytes) : undefined;
      const body = upload ? '' : bytes.toString('utf8');
      const cookie = readCookie(dependencies.publicUrl, event.cookies);
      const ifNoneMatch = event.headers['if-none-match'];
      const call: Call = {
        ...dependencies,
        route,
        surroundings,
        path: definedOnly(event.pathParameters ?? {}),
        query: new URLSearchParams(event.rawQueryString),
        body,
        form: upload?.fields ?? new URLSearchParams(isForm(event) ? body : ''),
        ...(upload ? { file: upload.file } : {}),
        ...(cookie === undefined ? {} : { cookie }),
        ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
        acceptsGzip: /\bgzip\b/.test(event.headers['accept-encoding'] ?? ''),
      };
      event.call = call;
    },
  };
}

function bodyOf(event: DoorEvent, largest: number): Buffer {
  const { body = '', isBase64Encoded } = event;
  const size = isBase64Encoded ? Math.ceil((body.length * 3) / 4) : Buffer.byteLength(body);
  if (size > largest) throw new Refusal('too-large');
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}

const contentType = (event: DoorEvent): string => event.headers['content-type'] ?? '';

const isMultipart = (event: DoorEvent): boolean => /^multipart\/form-data\s*;/i.test(contentType(event));

/** RFC 7578, read by the platform: text fields, and the one file that such a form of ours has. */
async function readUpload(
  event: DoorEvent,
  bytes: Buffer,
): Promise<{ readonly fields: URLSearchParams; readonly file: Uint8Array }> {
  const fields = new URLSearchParams();
  let file: Uint8Array | undefined;
  let parts: Iterable<[string, string | File]>;
  try {
    parts = await new Response(new Uint8Array(bytes), {
      headers: { 'content-type': contentType(event) },
    }).formData();
  } catch (cause) {
    throw new Refusal('malformed', { cause });
  }
  for (const [name, part] of parts) {
    if (typeof part === 'string') fields.append(name, part);
    else if (file) throw new Refusal('malformed');
    else file = new Uint8Array(await part.arrayBuffer());
  }
  return { fields, file: file ?? new Uint8Array() };
}

const isForm = (event: DoorEvent): boolean =>
  contentType(event).split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';

const definedOnly = (parameters: Readonly<Record<string, string | undefined>>): Record<string, string> => {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) defined[name] = value;
  return defined;
};
