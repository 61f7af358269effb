import type { SigningResult } from '../../core/signing/complete-signing.ts';
import type { Log } from '../log.ts';

export function tellResults(log: Log, results: readonly SigningResult[]): void {
  const count = (outcome: SigningResult['outcome']) =>
    results.filter((result) => result.outcome === outcome).length;
  log({
    event: 'signing-act',
    signed: count('signed'),
    refused: count('refused'),
    unknown: count('unknown'),
  });
}
