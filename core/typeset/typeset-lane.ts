import { Worker } from 'node:worker_threads';
import type { DocumentFacts } from './facts.ts';
import type { TypesetDocument, TypesetterOptions } from './typeset.ts';
import { TypesetError } from './typeset-error.ts';
import type { WorkerAnswer, WorkerOrder } from './typeset-worker.ts';

export interface TypesetLane {
  /** To be called only when the document before is made or has failed. */
  typeset(facts: DocumentFacts, emblem?: Uint8Array): Promise<TypesetDocument>;
  close(): Promise<void>;
}

export interface TypesetLaneOptions extends TypesetterOptions {
  /** A worker is replaced after this many documents: what an engine keeps by mistake goes with it. */
  readonly documentsPerWorker?: number;
  /** A document that takes longer costs the worker its life; milliseconds. */
  readonly timeLimit?: number;
  /** Where a bundle keeps the worker's script. */
  readonly workerScript?: URL;
}

/** One worker thread after the other, hired when there is a document. */
export const createTypesetLane = (options: TypesetLaneOptions): TypesetLane => {
  const {
    documentsPerWorker = 200,
    timeLimit = 60_000,
    workerScript = new URL('./typeset-worker.ts', import.meta.url),
    ...workerData
  } = options;
  let worker: Worker | undefined;
  let done = 0;

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

  return {
    async typeset(facts, emblem) {
      worker ??= hire();
      let answer: WorkerAnswer;
      try {
        answer = await ask(worker, { facts, emblem });
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
    },
    close: retire,
  };
};
