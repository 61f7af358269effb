import { sha256 } from '../document/sha256.ts';
import type { Randomness } from '../ports/randomness.ts';

/** 256 random bits, as they stand in a link's fragment or a cookie. Only their SHA-256 is ever stored. */
export const drawToken = (randomness: Randomness): string =>
  Buffer.from(randomness.bytes(32)).toString('base64url');

/** What is stored of a token; `undefined` for anything that cannot be one, before it costs a look-up. */
export const tokenHash = (token: string): string | undefined =>
  /^[A-Za-z0-9_-]{43}$/.test(token) ? sha256(token) : undefined;

/** An opaque id of 128 random bits in hex. */
export const drawId = (randomness: Randomness): string => Buffer.from(randomness.bytes(16)).toString('hex');
