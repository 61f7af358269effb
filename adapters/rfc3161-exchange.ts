import { TimestampRefused } from '../core/pki/timestamp-refused.ts';
import type { TimestampExchange } from '../core/ports/timestamp-exchange.ts';
import { BodyTooLarge, boundedBody } from './bounded-body.ts';

export type Rfc3161Server = {
  readonly url: string;
  /** HTTP Basic, over https only. */
  readonly credentials?: { readonly user: string; readonly password: string };
  readonly timeoutMilliseconds?: number;
};

/** Tokens with a chain of five RSA-4096 certificates stay below 16 KB. */
const mostBytes = 64 * 1024;

/** RFC 3161 §3.4 over HTTP(S). A token proves itself, so plain http loses nothing but privacy. */
export function rfc3161Exchange({
  url,
  credentials,
  timeoutMilliseconds = 5_000,
}: Rfc3161Server): TimestampExchange {
  const headers: Record<string, string> = {
    'content-type': 'application/timestamp-query',
    accept: 'application/timestamp-reply',
  };
  if (credentials) {
    const pair = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
    headers.authorization = `Basic ${pair}`;
  }
  return async (request) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: new Uint8Array(request),
        // A redirect could lead the credentials and this network's reach to another host.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new TimestampRefused('unreachable', `HTTP status ${response.status}`);
      }
      const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
      if (type !== 'application/timestamp-reply') {
        await response.body?.cancel();
        throw new TimestampRefused(
          'content-type',
          `expected application/timestamp-reply, got ${type ?? 'none'}`,
        );
      }
      return await boundedBody(response, mostBytes);
    } catch (cause) {
      if (cause instanceof TimestampRefused) throw cause;
      if (cause instanceof BodyTooLarge) throw new TimestampRefused('too-large', cause.message, { cause });
      throw new TimestampRefused('unreachable', reasonOf(cause), { cause });
    }
  };
}

/** `fetch` says "fetch failed" and keeps the reason as the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.name === 'TimeoutError' ? 'no answer in time' : error.message;
}
