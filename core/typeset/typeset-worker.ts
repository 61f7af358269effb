import * as z from 'zod';
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

/** The first argument of the process, as JSON. */
const settings = z.strictObject({
  templatesRoot: z.string().exactOptional(),
  fontFiles: z.array(z.string()).exactOptional(),
});

const answer = (message: WorkerAnswer): void => {
  if (process.send === undefined) throw new Error('typeset-worker: expected to run as a forked process');
  process.send(message);
};

const typesetter = createTypesetter(
  settings.parse(JSON.parse(process.argv[2] ?? '{}')) satisfies TypesetterOptions,
);

process.on('message', ({ facts, emblem }: WorkerOrder) => {
  try {
    answer({ ok: true, document: typesetter.typeset(facts, emblem) });
  } catch (error) {
    const known = error instanceof TypesetError ? error : undefined;
    answer({
      ok: false,
      code: known?.code,
      message: error instanceof Error ? error.message : String(error),
      file: known?.file,
      line: known?.line,
    });
  }
});
