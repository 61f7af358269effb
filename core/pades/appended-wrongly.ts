/** What was made is not what was meant. A defect of ours: nothing is returned, so nothing is stored. */
export class AppendedWrongly extends Error {
  override readonly name = 'AppendedWrongly';
  readonly code = 'appended-wrongly';
}
