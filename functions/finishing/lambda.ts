import type { Context } from 'aws-lambda';
import { workerDependencies } from '../lambda-dependencies.ts';
import type { WorkerEvent } from '../worker.ts';
import { createFinishingHandler } from './handler.ts';

const worker = workerDependencies('finishing').then(createFinishingHandler);

export const handler = async (event: WorkerEvent, context: Context) => (await worker)(event, context);
