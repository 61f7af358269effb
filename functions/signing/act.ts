import type { SigningAct } from '../../core/signing/sign-documents.ts';
import type { SigningPorts } from '../../core/signing/signing-context.ts';
import { type Answer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import { tellResults } from './signing-log.ts';

export const signingPorts = ({ ports, scryptCost }: Call): SigningPorts => ({
  ...ports,
  ...(scryptCost ? { scryptCost } : {}),
});

/** Back to the form which asked for the passphrase; its page tells the state of the lock. */
export const keyRefused = (outcome: Exclude<SigningAct['outcome'], 'done'>, address: string): Answer =>
  seeOther(outcome === 'no-key' ? '/aktivasi' : `${address}?sandi=salah#tanda-tangan`);

/** What an act came to, for the log: numbers only. */
export function tell({ log }: Call, act: SigningAct): void {
  if (act.outcome === 'wrong-passphrase' || act.outcome === 'locked')
    log({ event: 'passphrase-refused', locked: act.outcome === 'locked' });
  if (act.outcome !== 'done') return;
  tellResults(log, act.results);
}
