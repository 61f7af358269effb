import { createHash } from 'node:crypto';
import * as z from 'zod';

/** SHA-256 in lower-case hex: how bytes are named everywhere. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in lower-case hex');

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');
