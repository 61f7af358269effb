/** sysexits(3) where it fits; `verify` has its own 1 and 2. */
export const exitCode = { done: 0, failed: 1, usage: 64, data: 65, noInput: 66, internal: 70 } as const;

/** Wrong words on the command line, an unreadable file: what was expected, what came. Ends with 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
