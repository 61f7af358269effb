import type { MiddlewareObj, Request } from '@middy/core';
import type { Answer } from '../answers.ts';
import type { DoorEvent } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** On every answer, refusals included. Only assets, whose names change with their bytes, may be kept. */
export function securityHeaders({
  publicUrl,
  ownTlsAuthority = false,
}: DoorDependencies): MiddlewareObj<DoorEvent, Answer> {
  const harden = (request: Request<DoorEvent, Answer>) => {
    const { response } = request;
    if (!response) return;
    const isPdf = response.headers?.['content-type'] === 'application/pdf';
    response.headers = {
      'cache-control': 'no-store',
      // A browser's own PDF viewer is a plug-in to some engines, which `default-src 'none'` would stop.
      'content-security-policy': isPdf ? "frame-ancestors 'none'" : contentSecurityPolicy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      ...(publicUrl.startsWith('https:') && !ownTlsAuthority
        ? { 'strict-transport-security': 'max-age=63072000' }
        : {}),
      ...response.headers,
    };
  };
  return { after: harden, onError: harden };
}
