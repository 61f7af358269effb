import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
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

/** One worker process after the other, hired when there is a document. */
export const createTypesetLane = (options: TypesetLaneOptions): TypesetLane => {
  const {
    documentsPerWorker = 1000,
    timeLimit = 60_000,
    workerScript = new URL('./typeset-worker.ts', import.meta.url),
    ...settings
  } = options;
  let worker: ChildProcess | undefined;
  let done = 0;

  const hire = (): ChildProcess => {
    const hired = fork(workerScript, [JSON.stringify(settings)], {
      // Not the server's environment: no secret of it is an engine's business. One arena, since one thread allocates.
      env: { MALLOC_ARENA_MAX: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
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
    if (old === undefined || old.exitCode !== null || old.signalCode !== null) return;
    const gone = once(old, 'exit');
    old.ref();
    // The engine keeps nothing that is lost, and a process that is stuck in it would not hear anything milder.
    if (old.kill('SIGKILL')) await gone;
  };

  const ask = (current: ChildProcess, order: WorkerOrder): Promise<WorkerAnswer> =>
    new Promise((resolve, reject) => {
      const lost = (why: string, cause?: unknown) =>
        settle(() =>
          reject(new TypesetError('WORKER_LOST', `the typesetting worker ${why}`, undefined, { cause })),
        );
      const onMessage = (answer: WorkerAnswer) => settle(() => resolve(answer));
      const onError = (cause: unknown) => lost('failed', cause);
      const onExit = (code: number | null, signal: string | null) =>
        lost(`ended with ${signal ?? `code ${code}`}`);
      const timer = setTimeout(() => lost(`gave no answer within ${timeLimit} ms`), timeLimit);
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        current.off('message', onMessage).off('error', onError).off('exit', onExit);
        // An idle worker must not keep the process alive.
        current.unref();
        current.channel?.unref();
        finish();
      };
      current.on('message', onMessage).on('error', onError).on('exit', onExit);
      current.ref();
      current.channel?.ref();
      current.send(order, (error) => {
        if (error) lost('took no order', error);
      });
    });

  return {
    async typeset(facts, emblem) {
      worker ??= hire();
      let answer: WorkerAnswer;
      try {
        answer = await ask(worker, { facts, emblem });
      } catch (error) {
        await retire();
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
