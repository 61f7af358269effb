import type { SigningResult } from '../../core/signing/complete-signing.ts';
import { errorFacts, type Log } from '../log.ts';

export function tellResults(log: Log, results: readonly SigningResult[]): void {
  const count = (outcome: SigningResult['outcome']) =>
    results.filter((result) => result.outcome === outcome).length;
  log({
    event: 'signing-act',
    signed: count('signed'),
    refused: count('refused'),
    unknown: count('unknown'),
  });
  for (const result of results)
    if (result.outcome === 'unknown' && result.defect !== undefined)
      log({ event: 'signing-failed', document: result.id, error: errorFacts(result.defect) });
}
