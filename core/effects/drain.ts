import { campaignIdOf } from '../campaign/campaign.ts';
import { documentIdOf, pendingShards } from '../document/documents.ts';
import type { Effect } from '../document/state.ts';
import { renewIssuingLists } from '../pki/stored-revocation-list.ts';
import { isDue, pendingRows } from './pending-rows.ts';
import {
  type EffectOutcome,
  type EffectPorts,
  isLater,
  longestPause,
  runEffect,
  runPopulate,
} from './run-effect.ts';

export type DrainReport = { readonly done: number; readonly postponed: number; readonly waiting: number };

/** A run renews so many at the most, so that what people wait for comes again soon. */
const mostRenewals = 25;

/**
 * The sweeper: walks the sparse index of unfinished effects and does what is due. Streams and wake-up calls
 * only make it sooner; this alone guarantees that every effect is done once faults stop (invariant I11).
 */
export async function drain(
  ports: EffectPorts,
  able: readonly (Effect | 'populate')[],
  options: { readonly until?: () => boolean; readonly progress?: (done: number) => void } = {},
): Promise<DrainReport> {
  const report = { done: 0, postponed: 0, waiting: 0 };
  let renewals = 0;
  if (able.includes('seal')) await keepListsInForce(ports);
  for (const effect of able)
    for (let shard = 0; shard < pendingShards; shard++)
      for await (const row of pendingRows(ports.registry, effect, shard)) {
        if (options.until?.()) return report;
        const now = ports.clock.now();
        // What comes after the first row which is not due is due later still.
        if (effect === 'extend' && (renewals >= mostRenewals || !isDue(row, now))) break;
        // `sort` begins with the time from which the effect is due.
        if (effect !== 'extend' && isLater(row.sort, now, longestPause[effect])) {
          report.waiting += 1;
          continue;
        }
        const outcome = await attempt(ports, effect, row.key);
        if (outcome === 'nothing') continue;
        report[outcome] += 1;
        if (outcome === 'done') options.progress?.(report.done);
        if (effect === 'extend' && outcome !== 'waiting') renewals += 1;
      }
  return report;
}

/** Without a revocation list in force nobody signs, so whoever seals also renews it in time. */
async function keepListsInForce(ports: EffectPorts): Promise<void> {
  try {
    await renewIssuingLists(ports);
  } catch (error) {
    ports.onFailure?.(error);
  }
}

/** One item that cannot be read or written must not hold up the others; fsck names it. */
async function attempt(ports: EffectPorts, effect: Effect | 'populate', key: string): Promise<EffectOutcome> {
  try {
    return effect === 'populate'
      ? await runPopulate(ports, campaignIdOf(key))
      : await runEffect(ports, documentIdOf(key), [effect]);
  } catch (error) {
    ports.onFailure?.(error);
    return 'postponed';
  }
}
