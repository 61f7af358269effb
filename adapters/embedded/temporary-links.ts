import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

/** What a presigned S3 URL is on AWS: leave to fetch one file for a while, carried by the URL itself. */
export type TemporaryLinks = {
  issue(sha256: string, fileName: string, now: Date, seconds: number): string;
  /** What the URL gives leave to, or `undefined` when it is not ours, was altered, or is over. */
  open(url: string, now: Date): TemporaryLink | undefined;
};

export type TemporaryLink = { readonly sha256: string; readonly fileName: string };

/** The gateway routes `GET /unduh/<sha256>` to `open`. */
export const TEMPORARY_LINK_PATH = '/unduh/';

const LARGEST_NAME = 200;

const received = z.strictObject({
  sampai: z.string().regex(/^[1-9][0-9]{0,14}$/),
  nama: z.string().min(1).max(LARGEST_NAME),
  tanda: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** `key`: 32 random bytes that only this installation knows. */
export function temporaryLinks(publicUrl: string, key: Uint8Array): TemporaryLinks {
  const sign = (sha256: string, until: number, fileName: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['unduh', sha256, until, fileName]))
      .digest('base64url');

  return {
    issue(sha256, fileName, now, seconds) {
      if (fileName.length < 1 || fileName.length > LARGEST_NAME || !fileName.isWellFormed()) {
        throw new RangeError(
          `expected a file name of 1 to ${LARGEST_NAME} characters, got ${fileName.length}`,
        );
      }
      const until = Math.ceil(now.getTime() / 1000) + seconds;
      const query = new URLSearchParams({
        sampai: String(until),
        nama: fileName,
        tanda: sign(sha256, until, fileName),
      });
      return `${publicUrl}${TEMPORARY_LINK_PATH}${sha256}?${query}`;
    },

    open(url, now) {
      // Only path and query count: behind a proxy the gateway may see another host than the public one.
      const parsed = URL.parse(url, 'http://localhost');
      const sha256 = parsed?.pathname.match(/\/unduh\/([0-9a-f]{64})$/)?.[1];
      if (parsed === null || sha256 === undefined) return undefined;
      const pairs = [...parsed.searchParams];
      const query = received.safeParse(Object.fromEntries(pairs));
      if (!query.success || pairs.length !== 3) return undefined;
      const { sampai, nama, tanda } = query.data;
      const expected = Buffer.from(sign(sha256, Number(sampai), nama));
      if (!timingSafeEqual(expected, Buffer.from(tanda))) return undefined;
      return now.getTime() < Number(sampai) * 1000 ? { sha256, fileName: nama } : undefined;
    },
  };
}
