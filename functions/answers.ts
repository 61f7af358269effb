import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { contentDisposition } from '../adapters/content-disposition.ts';

export type Answer = APIGatewayProxyStructuredResultV2;

export const pageAnswer = (text: string, statusCode = 200): Answer => ({
  statusCode,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: text,
});

/** After a POST: reload and back never send it again. */
export const seeOther = (location: string): Answer => ({ statusCode: 303, headers: { location } });

export const jsonAnswer = (value: unknown, statusCode = 200): Answer => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** RFC 9457. `title` is Indonesian, `type` is for machines. */
export const problemAnswer = (statusCode: number, type: string, title: string): Answer => ({
  statusCode,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: `urn:ikrar:problem:${type}`, title, status: statusCode }),
});

/** The ETag of a state; a page carries that of the state it shows. */
export const statusTag = (value: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)}"`;

/** What a polling page asks: 304 while nothing has changed. */
export function statusAnswer(value: unknown, ifNoneMatch: string | undefined): Answer {
  const body = JSON.stringify(value);
  const etag = statusTag(value);
  if (ifNoneMatch === etag) return { statusCode: 304, headers: { etag } };
  return { statusCode: 200, headers: { 'content-type': 'application/json', etag }, body };
}

/** A Lambda's answer holds 6 MB; base64 takes a third of it. */
export const largestAnswer = 4_000_000;

export function pdfAnswer(
  bytes: Uint8Array,
  options: { readonly fileName: string; readonly download: boolean },
): Answer {
  const attachment = contentDisposition(options.fileName);
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': options.download ? attachment : attachment.replace(/^attachment/, 'inline'),
    },
    body: Buffer.from(bytes).toString('base64'),
    isBase64Encoded: true,
  };
}
