import type { DynamoDBBatchResponse, DynamoDBStreamEvent, ScheduledEvent } from 'aws-lambda';
import { PARTITION_KEY } from '../adapters/aws/registry-table.ts';
import { campaignIdOf } from '../core/campaign/campaign.ts';
import { documentIdOf } from '../core/document/documents.ts';
import { drain } from '../core/effects/drain.ts';
import { type EffectPorts, runEffect, runPopulate } from '../core/effects/run-effect.ts';
import { authorityWarnings } from '../core/pki/authority-health.ts';
import { effectFailed, errorFacts, type Log } from './log.ts';
import { type WorkerName, workerEffects } from './routes.ts';

export type WorkerDependencies = { readonly ports: EffectPorts; readonly log: Log };
export type WorkerEvent = DynamoDBStreamEvent | ScheduledEvent;
type Remaining = { getRemainingTimeInMillis(): number };
export type Worker = (event: WorkerEvent, context: Remaining) => Promise<DynamoDBBatchResponse | undefined>;

/** A sweep stops this long before its function is stopped. */
const reserve = 30_000;

/**
 * Does a worker's effects: those of the items a stream event names, or everything due when the schedule calls.
 * A record that fails is reported, so that those before it are not done again; each effect can be repeated.
 */
export function workerFor(name: WorkerName, dependencies: WorkerDependencies): Worker {
  const { log } = dependencies;
  const ports: EffectPorts = { ...dependencies.ports, onFailure: effectFailed(log) };
  const able = workerEffects[name];
  return async (event, context) => {
    if ('Records' in event) return { batchItemFailures: await workOff(event) };
    const until = () => context.getRemainingTimeInMillis() < reserve;
    log({ event: 'effects-drained', ...(await drain(ports, able, { until })) });
    if (name === 'finishing') await warn();
    return undefined;
  };

  async function warn(): Promise<void> {
    for (const { code, ends } of await authorityWarnings(ports.registry, ports.clock.now()))
      log({ event: 'authority-warning', code, ends: ends.toISOString() });
  }

  async function workOff({ Records }: DynamoDBStreamEvent): Promise<{ itemIdentifier: string }[]> {
    for (const { dynamodb } of Records) {
      const key = dynamodb?.Keys?.[PARTITION_KEY]?.S;
      if (key === undefined) continue;
      try {
        await work(key);
      } catch (error) {
        log({ event: 'record-failed', error: errorFacts(error) });
        // Lambda goes on from the first failure of a stream's batch, so what follows waits for it.
        return [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }];
      }
    }
    return [];
  }

  async function work(key: string): Promise<void> {
    const effects: readonly string[] = able;
    if (key.startsWith('document#'))
      await runEffect(
        ports,
        documentIdOf(key),
        able.filter((effect) => effect !== 'populate'),
      );
    if (key.startsWith('campaign#') && effects.includes('populate'))
      await runPopulate(ports, campaignIdOf(key));
  }
}
