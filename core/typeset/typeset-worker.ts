import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentFacts } from './facts.ts';
import { createTypesetter, type TypesetDocument, type TypesetterOptions } from './typeset.ts';
import { TypesetError, type TypesetErrorCode } from './typeset-error.ts';

export type WorkerOrder = { readonly facts: DocumentFacts; readonly emblem: Uint8Array | undefined };

/** What the worker answers to the facts it was sent. A class does not survive the crossing, so fields do. */
export type WorkerAnswer =
  | { readonly ok: true; readonly document: TypesetDocument }
  | {
      readonly ok: false;
      readonly code: TypesetErrorCode | undefined;
      readonly message: string;
      readonly file: string | undefined;
      readonly line: number | undefined;
    };

export type WorkerSettings = TypesetterOptions;

const port = parentPort;
if (port === null) throw new Error('typeset-worker: expected to run as a worker thread');

const settings: WorkerSettings = workerData;
const typesetter = createTypesetter(settings);

port.on('message', ({ facts, emblem }: WorkerOrder) => {
  try {
    const document = typesetter.typeset(facts, emblem);
    port.postMessage({ ok: true, document } satisfies WorkerAnswer);
  } catch (error) {
    const known = error instanceof TypesetError ? error : undefined;
    port.postMessage({
      ok: false,
      code: known?.code,
      message: error instanceof Error ? error.message : String(error),
      file: known?.file,
      line: known?.line,
    } satisfies WorkerAnswer);
  }
});
