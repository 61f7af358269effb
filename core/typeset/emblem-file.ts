import { createHash } from 'node:crypto';
import type { Emblem } from './common-facts.ts';
import { TypesetError } from './typeset-error.ts';

/** Where the templates find a government's emblem, under their root. */
export const emblemPath = ({ sha256, format }: Emblem): string => `shared/lambang-${sha256}.${format}`;

/**
 * The bytes which the facts name, and no others: they are given beside the facts, which hold their hash only.
 * Throws TypesetError EMBLEM_DIFFERS.
 */
export const requireEmblem = (
  emblem: Emblem | undefined,
  bytes: Uint8Array | undefined,
): { readonly path: string; readonly bytes: Uint8Array } | undefined => {
  if (!emblem && !bytes) return undefined;
  const got = bytes && createHash('sha256').update(bytes).digest('hex');
  if (!emblem || !bytes || got !== emblem.sha256)
    throw new TypesetError(
      'EMBLEM_DIFFERS',
      `expected ${emblem ? `the emblem ${emblem.sha256}` : 'no emblem'}, got ${got ?? 'none'}`,
    );
  return { path: emblemPath(emblem), bytes };
};
