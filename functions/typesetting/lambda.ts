import type { Context } from 'aws-lambda';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { workerDependencies } from '../lambda-dependencies.ts';
import type { WorkerEvent } from '../worker.ts';
import { createTypesettingHandler } from './handler.ts';

// The engine itself, without the pool's threads: a Lambda does one event at a time.
const worker = workerDependencies('typesetting').then((dependencies) =>
  createTypesettingHandler({ ...dependencies, typesetter: createTypesetter() }),
);

export const handler = async (event: WorkerEvent, context: Context) => (await worker)(event, context);
