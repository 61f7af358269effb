import type { Context } from 'aws-lambda';
import type { DoorEvent } from '../call.ts';
import { doorDependencies } from '../lambda-dependencies.ts';
import { createMusterHandler } from './handler.ts';

const door = doorDependencies('muster').then(createMusterHandler);

export const handler = async (event: DoorEvent, context: Context) => (await door)(event, context);
