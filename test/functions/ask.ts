import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { proxyEvent, splitTarget } from '../../cli/gateway/proxy-event.ts';
import { routeTable } from '../../cli/gateway/route-table.ts';
import { findSession } from '../../core/session/sessions.ts';
import { routes } from '../../functions/routes.ts';
import { type House, publicUrl } from './house.ts';

const find = routeTable(routes);

export type Asked = {
  readonly method?: 'GET' | 'POST';
  readonly cookie?: string | undefined;
  /** A form, sent as a browser sends our own; `form` is the session's token unless given. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  readonly json?: unknown;
  /** A body as it stands. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the browser tells where a request comes from (Fetch Metadata); one does unless told. */
  readonly fetchMetadata?: false;
};

export type Answered = {
  readonly status: number;
  readonly location: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
  readonly text: string;
};

/** Asks a door through the event a gateway would make of the request. */
export async function ask(house: House, target: string, asked: Asked = {}): Promise<Answered> {
  const { method = asked.form || asked.json ? 'POST' : 'GET', cookie, form, json } = asked;
  const body =
    asked.raw ??
    (json === undefined ? (form ? await formBody(house, cookie, form) : '') : JSON.stringify(json));
  const headers: Record<string, string> = {
    host: 'localhost:3000',
    ...(method === 'POST' ? { origin: publicUrl } : {}),
    ...(method === 'POST' && asked.fetchMetadata !== false ? { 'sec-fetch-site': 'same-origin' } : {}),
    ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(cookie === undefined ? {} : { cookie: `ikrar=${cookie}` }),
    ...asked.headers,
  };
  const match = find(method, splitTarget(target)?.path ?? '/');
  const event = proxyEvent(
    {
      method,
      target,
      protocol: 'HTTP/1.1',
      rawHeaders: Object.entries(headers).flat(),
      sourceIp: '127.0.0.1',
      body: typeof body === 'string' ? Buffer.from(body) : body,
    },
    match,
    { requestId: 'test', at: new Date() },
  );
  const result = (await house.doors[match.door](event, {} as Context)) as APIGatewayProxyStructuredResultV2;
  const bytes = Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8');
  const answered = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  return {
    status: result.statusCode ?? 0,
    location: answered.location ?? '',
    headers: answered,
    cookies: result.cookies ?? [],
    body: bytes,
    text: bytes.toString('utf8'),
  };
}

async function formBody(
  house: House,
  cookie: string | undefined,
  fields: NonNullable<Asked['form']>,
): Promise<string> {
  const body = new URLSearchParams();
  const session = cookie === undefined ? undefined : await findSession(house.ports, cookie);
  if (!('form' in fields) && session) body.append('form', session.formToken);
  for (const [name, value] of Object.entries(fields))
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
  return body.toString();
}

/** Enters by the link's token as the page's script does; the cookie's value. */
export async function enter(house: House, token: string): Promise<string> {
  const answer = await ask(house, '/masuk', { json: { token } });
  const cookie = answer.cookies[0]?.match(/^ikrar=([^;]+);/)?.[1];
  if (answer.status !== 200 || cookie === undefined) throw new Error(`entering: ${answer.status}`);
  return cookie;
}
