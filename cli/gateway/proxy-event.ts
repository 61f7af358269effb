import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { decoded, type RouteMatch } from './route-table.ts';

export type ReceivedRequest = {
  readonly method: string;
  /** As on the request line: path and query, still percent-encoded. */
  readonly target: string;
  readonly protocol: string;
  /** Name and value in turn, as received, duplicates included (`IncomingMessage.rawHeaders`). */
  readonly rawHeaders: readonly string[];
  readonly sourceIp: string;
  readonly body: Uint8Array;
};

export type RequestStamp = { readonly requestId: string; readonly at: Date };

/** Path and query of a request target; only origin-form (`/path?query`) reaches an HTTP API's routes. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } | undefined {
  if (!target.startsWith('/')) return undefined;
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/**
 * The event of an HTTP API, payload format 2.0: header names in lower case, duplicates joined by commas, cookies
 * apart from the headers, `rawPath` decoded (REST APIs and Function URLs keep it encoded), absent rather than
 * empty `cookies`, `queryStringParameters`, `pathParameters` and `body`.
 */
export function proxyEvent(
  request: ReceivedRequest,
  match: RouteMatch,
  stamp: RequestStamp,
): APIGatewayProxyEventV2 {
  const { path, query } = splitTarget(request.target) ?? { path: '/', query: '' };
  const { headers, cookies } = readHeaders(request.rawHeaders);
  const parameters = readQuery(query);
  const rawPath = decoded(path);
  const host = headers.host ?? 'localhost';
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(Object.keys(parameters).length > 0 ? { queryStringParameters: parameters } : {}),
    ...(Object.keys(match.parameters).length > 0 ? { pathParameters: { ...match.parameters } } : {}),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'local',
      domainName: host,
      domainPrefix: host.split(/[.:]/)[0] ?? '',
      http: {
        method: request.method,
        path: rawPath,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: stamp.requestId,
      routeKey: match.routeKey,
      stage: '$default',
      time: logTime(stamp.at),
      timeEpoch: stamp.at.getTime(),
    },
    ...encodeBody(request.body, headers['content-type']),
  };
}

function readHeaders(raw: readonly string[]): { headers: Record<string, string>; cookies: string[] } {
  // No prototype: a client may send a header called `__proto__`.
  const headers: Record<string, string> = Object.create(null);
  const cookies: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const value = raw[i + 1] ?? '';
    if (name === 'cookie') cookies.push(...value.split(';').flatMap((cookie) => cookie.trim() || []));
    else headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return { headers, cookies };
}

function readQuery(query: string): Record<string, string> {
  const parameters: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

/** An HTTP API passes these as text; every other body, forms included, comes in base64. */
const textTypes = /^(text\/[^;]+|application\/(json|xml|javascript))\s*(;|$)/i;

function encodeBody(
  body: Uint8Array,
  contentType: string | undefined,
): Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'> {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = contentType !== undefined && textTypes.test(contentType.trim());
  return { body: Buffer.from(body).toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2027:19:03:58 +0000`, the CLF time of the event. */
function logTime(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  return `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${clock} +0000`;
}
