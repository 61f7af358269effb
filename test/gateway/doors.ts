import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { DoorHandler } from '../../cli/gateway/invoke.ts';
import { type Gateway, type GatewayOptions, startGateway } from '../../cli/gateway.ts';
import { type DoorName, routes } from '../../functions/routes.ts';

const names: readonly DoorName[] = [
  'assets',
  'entrance',
  'board',
  'correction',
  'desk',
  'enrolment',
  'muster',
  'signing',
  'verification',
];

/** The same handler behind every door. */
export function everyDoor(handler: DoorHandler): Record<DoorName, DoorHandler> {
  return Object.fromEntries(names.map((name) => [name, handler])) as Record<DoorName, DoorHandler>;
}

export type Echo = { readonly door: string; readonly event: APIGatewayProxyEventV2 };

/** Answers with the event and the name of the door that got it. */
export const echo: DoorHandler = async (event, context) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ door: context.functionName, event } satisfies Echo),
});

export const start = (handler: DoorHandler, options: Partial<GatewayOptions> = {}): Promise<Gateway> =>
  startGateway({ port: 0, routes, doors: everyDoor(handler), ...options });
