import type { SigningResult } from '../../core/signing/complete-signing.ts';
import type { ToldResult } from '../../web/told-result.ts';
import { listOutcome } from '../../web/wording/list-outcomes.ts';

/** A signature made earlier counts as signed; its code tells that no second one was made. */
export function toldResult(result: SigningResult): ToldResult {
  const code = result.outcome === 'refused' ? result.code : result.outcome;
  const outcome = code === 'already-signed' ? 'signed' : result.outcome;
  return { id: result.id, outcome, code, words: listOutcome(code) };
}
