import type { Ports } from '../../core/ports/ports.ts';
import type { Log } from '../log.ts';
import { type Worker, workerFor } from '../worker.ts';

/** Populates campaigns, seals, archives and renews. It has no typesetter, and `workerEffects` gives it nothing to set. */
export const createFinishingHandler = ({ ports, log }: { ports: Ports; log: Log }): Worker =>
  workerFor('finishing', {
    ports: {
      ...ports,
      revisionZero: () => Promise.reject(new Error('finishing: this worker does not typeset')),
    },
    log,
  });
