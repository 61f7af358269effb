import type { SigningResult } from '../../core/signing/complete-signing.ts';

type Told =
  | readonly SigningResult[]
  | { readonly outcome: string; readonly results?: readonly SigningResult[] };

/**
 * A process which died in the midst of an act, and a defect, end a request of this world, where the product tells of the
 * other documents all the same.
 */
export const loud =
  <Asked extends readonly unknown[], Answer extends Told>(act: (...asked: Asked) => Promise<Answer>) =>
  async (...asked: Asked): Promise<Answer> => {
    const told = await act(...asked);
    const results: readonly SigningResult[] = 'outcome' in told ? (told.results ?? []) : told;
    for (const result of results)
      if (result.outcome === 'unknown' && result.defect !== undefined) throw result.defect;
    return told;
  };
