import * as z from 'zod';

/** What goes to the browser; header names in lower case. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
};

/** The function's result is not one that an HTTP API understands; the browser gets API Gateway's 500. */
export class AnswerRefused extends Error {
  override readonly name = 'AnswerRefused';
}

const structured = z.object({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/** The server sets these; a function that tries is overruled, as by API Gateway. */
const ownHeaders = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/**
 * A Lambda's result in payload format 2.0 as an HTTP answer. A result without `statusCode` is itself the JSON
 * body, status 200, as API Gateway infers it. `json` is the result as Lambda would carry it.
 */
export function proxyAnswer(json: string | undefined): Answer {
  const result: unknown = json === undefined ? undefined : JSON.parse(json);
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    const text = typeof result === 'string' ? result : (json ?? '');
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
  }
  const read = structured.safeParse(result);
  if (!read.success) {
    const where = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new AnswerRefused(`expected a result in payload format 2.0; wrong at: ${where}`);
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = read.data;
  const sent: Record<string, string | readonly string[]> = Object.create(null);
  sent['content-type'] = 'text/plain;charset=utf-8';
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (!ownHeaders.has(lower)) sent[lower] = String(value);
  }
  if (cookies.length > 0) sent['set-cookie'] = cookies;
  return { status: statusCode, headers: sent, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

/** API Gateway's own answers, word for word. */
export function gatewayAnswer(status: number): Answer {
  const message = gatewayMessages[status] ?? 'Internal Server Error';
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

const gatewayMessages: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
