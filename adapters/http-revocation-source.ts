import { type RevocationSource, RevocationUnavailable } from '../core/ports/revocation-source.ts';
import { boundedBody } from './bounded-body.ts';

/** Lists of large issuers reach some megabytes; what is put into a document should not. */
const mostBytes = 2 * 1024 * 1024;

/** Fetches lists anew each time: what is kept is the caller's affair. */
export function httpRevocationSource(timeoutMilliseconds = 5_000): RevocationSource {
  return async (url) => {
    try {
      const response = await fetch(url, {
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new Error(`HTTP status ${response.status}`);
      }
      return await boundedBody(response, mostBytes);
    } catch (cause) {
      throw new RevocationUnavailable(cause instanceof Error ? cause.message : 'no answer', { cause });
    }
  };
}
