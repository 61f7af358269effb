/** Cryptographically strong bytes; a seeded source in the deterministic world of the tests. */
export interface Randomness {
  bytes(length: number): Uint8Array;
}
