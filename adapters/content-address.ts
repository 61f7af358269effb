import { createHash } from 'node:crypto';

/** Lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** `<hh>/<sha256>.<extension>`. The hash may come from a URL: anything but 64 hex digits would be a path of its own. */
export function contentPath(sha256: string, extension: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw new RangeError(
      `expected a SHA-256 in 64 lower-case hex digits, got ${JSON.stringify(sha256.slice(0, 80))}`,
    );
  }
  return `${sha256.slice(0, 2)}/${sha256}.${extension}`;
}
