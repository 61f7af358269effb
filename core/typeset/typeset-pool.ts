import { availableParallelism } from 'node:os';
import type { DocumentFacts } from './facts.ts';
import type { TypesetDocument } from './typeset.ts';
import { TypesetError } from './typeset-error.ts';
import { createTypesetLane, type TypesetLane, type TypesetLaneOptions } from './typeset-lane.ts';

export interface TypesetPool {
  typeset(facts: DocumentFacts, emblem?: Uint8Array): Promise<TypesetDocument>;
  /** Ends the workers after the documents already asked for. */
  close(): Promise<void>;
}

export interface TypesetPoolOptions extends TypesetLaneOptions {
  /** At most so many workers, each hired when all others are busy; each takes some 120 MB. */
  readonly workers?: number;
}

/**
 * Worker processes: the engine is synchronous and would block a server's event loop for tens of milliseconds. Threads would
 * share the engine's own thread, its cache and its crashes. Documents begin in the order asked for, each in the first worker that is free, the one used last before others;
 * whichever worker makes it, a document has the same bytes. A worker that dies fails its document (`WORKER_LOST`)
 * only; the next document gets a new worker.
 */
export const createTypesetPool = (options: TypesetPoolOptions = {}): TypesetPool => {
  const { workers = Math.min(availableParallelism(), 4), ...laneOptions } = options;
  if (!(workers >= 1)) throw new RangeError(`expected at least one worker, got ${workers}`);
  const free = Array.from({ length: workers }, () => createTypesetLane(laneOptions));
  const lanes = [...free];
  const waiting: ((lane: TypesetLane) => void)[] = [];
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  const take = (): TypesetLane | Promise<TypesetLane> =>
    free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  const release = (lane: TypesetLane): void => {
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  };
  const run = async (facts: DocumentFacts, emblem: Uint8Array | undefined): Promise<TypesetDocument> => {
    const lane = await take();
    try {
      return await lane.typeset(facts, emblem);
    } finally {
      release(lane);
    }
  };

  return {
    typeset(facts, emblem) {
      if (closed) return Promise.reject(new TypesetError('WORKER_LOST', 'the typesetting pool is closed'));
      const result = run(facts, emblem);
      const settled = result.catch(() => {}).finally(() => underWay.delete(settled));
      underWay.add(settled);
      return result;
    },
    async close() {
      closed = true;
      await Promise.all(underWay);
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
};
