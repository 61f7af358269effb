import { Worker } from 'node:worker_threads';
import type { DocumentFacts } from './facts.ts';
import type { TypesetDocument, TypesetterOptions } from './typeset.ts';
import { TypesetError } from './typeset-error.ts';
import type { WorkerAnswer, WorkerOrder } from './typeset-worker.ts';

export interface TypesetPool {
  typeset(facts: DocumentFacts, emblem?: Uint8Array): Promise<TypesetDocument>;
  /** Ends the worker after the documents already asked for. */
  close(): Promise<void>;
}

export interface TypesetPoolOptions extends TypesetterOptions {
  /** The engine's memory grows slowly, so a worker is replaced after this many documents. */
  readonly documentsPerWorker?: number;
  /** A document that takes longer costs the worker its life; milliseconds. */
  readonly timeLimit?: number;
  /** Where a bundle keeps the worker's script. */
  readonly workerScript?: URL;
}

/**
 * One worker thread, one document at a time, in the order asked for: the engine is synchronous and would block
 * a server's event loop for tens of milliseconds. A worker that dies fails its document (`WORKER_LOST`) only;
 * the next document gets a new worker.
 */
export const createTypesetPool = (options: TypesetPoolOptions = {}): TypesetPool => {
  const {
    documentsPerWorker = 200,
    timeLimit = 60_000,
    workerScript = new URL('./typeset-worker.ts', import.meta.url),
    ...workerData
  } = options;
  let worker: Worker | undefined;
  let done = 0;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const hire = (): Worker => {
    const hired = new Worker(workerScript, { workerData });
    // While a document is under way, `ask` reports what happened; an idle worker that ends is only forgotten.
    hired.on('error', () => {});
    hired.on('exit', () => {
      if (worker === hired) worker = undefined;
    });
    return hired;
  };

  const retire = async (): Promise<void> => {
    const old = worker;
    worker = undefined;
    done = 0;
    await old?.terminate();
  };

  const ask = (current: Worker, order: WorkerOrder): Promise<WorkerAnswer> =>
    new Promise((resolve, reject) => {
      const lost = (why: string, cause?: unknown) =>
        settle(() =>
          reject(new TypesetError('WORKER_LOST', `the typesetting worker ${why}`, undefined, { cause })),
        );
      const onMessage = (answer: WorkerAnswer) => settle(() => resolve(answer));
      const onError = (cause: unknown) => lost('failed', cause);
      const onExit = (code: number) => lost(`ended with code ${code}`);
      const timer = setTimeout(() => lost(`gave no answer within ${timeLimit} ms`), timeLimit);
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        current.off('message', onMessage).off('error', onError).off('exit', onExit);
        // An idle worker must not keep the process alive.
        current.unref();
        finish();
      };
      current.on('message', onMessage).on('error', onError).on('exit', onExit);
      current.ref();
      current.postMessage(order);
    });

  const run = async (order: WorkerOrder): Promise<TypesetDocument> => {
    worker ??= hire();
    const current = worker;
    let answer: WorkerAnswer;
    try {
      answer = await ask(current, order);
    } catch (error) {
      // Not awaited: a thread stuck in native code never ends, and the next document must not wait for it.
      void retire();
      throw error;
    }
    done += 1;
    if (done >= documentsPerWorker) await retire();
    if (answer.ok) return answer.document;
    if (answer.code === undefined) throw new Error(answer.message);
    throw new TypesetError(answer.code, answer.message, answer);
  };

  return {
    typeset(facts, emblem) {
      if (closed) return Promise.reject(new TypesetError('WORKER_LOST', 'the typesetting pool is closed'));
      const result = queue.then(() => run({ facts, emblem }));
      queue = result.catch(() => {});
      return result;
    },
    async close() {
      closed = true;
      await queue;
      await retire();
    },
  };
};
