import type { Context } from 'aws-lambda';
import type { DoorEvent } from '../call.ts';
import { doorDependencies } from '../lambda-dependencies.ts';
import { createInvitationHandler } from './handler.ts';

const door = doorDependencies('invitation').then(createInvitationHandler);

export const handler = async (event: DoorEvent, context: Context) => (await door)(event, context);
