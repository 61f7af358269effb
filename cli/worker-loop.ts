import { setTimeout as sleep } from 'node:timers/promises';
import { drain } from '../core/effects/drain.ts';
import type { EffectPorts } from '../core/effects/run-effect.ts';
import { workerEffects } from '../functions/routes.ts';

/** How soon a signed document is sealed and archived; the workers in AWS are woken by the table's stream. */
const pauseMs = 500;

export type WorkerLoop = {
  /** Resolves when the effect under way is done. */
  stop(): Promise<void>;
};

/** Both workers of the route table in one loop. What fails is tried again when it is due. */
export function startWorkerLoop(ports: EffectPorts, onFailure: (error: unknown) => void): WorkerLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const able = [...workerEffects.typesetting, ...workerEffects.finishing];
  const run = async () => {
    while (!signal.aborted) {
      await drain(ports, able, { until: () => signal.aborted }).catch(onFailure);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
