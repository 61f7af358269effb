/** What a judge says of one file. `passed` is the judge's own verdict made strict: whatever it merely warns about
 * and we forbid (a modification after signing, an unverified signature) is a refusal here. */
export type Judged = {
  readonly file: string;
  readonly passed: boolean;
  /** Why it was refused; empty exactly when it passed. */
  readonly reasons: readonly string[];
  /** One line for the table: level, number of signatures, clauses. */
  readonly summary: string;
};

export const judged = (file: string, reasons: readonly string[], summary: string): Judged => ({
  file,
  passed: reasons.length === 0,
  reasons,
  summary,
});
