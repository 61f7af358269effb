/** An invariant does not hold. The message begins with its number. */
export class Violation extends Error {
  override readonly name = 'Violation';
}
