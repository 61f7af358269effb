import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { FailureKind } from '../web/pages/failure.ts';
import type { Answer } from './answers.ts';
import type { Call, DoorEvent } from './call.ts';
import type { DoorDependencies } from './dependencies.ts';
import { failureAnswers } from './middleware/failure-answers.ts';
import { formGuard } from './middleware/form-guard.ts';
import { openCall } from './middleware/open-call.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { sessionGuard } from './middleware/session-guard.ts';
import { Refusal } from './refusal.ts';
import { type DoorName, type Route, routes } from './routes.ts';

export type Door = (event: DoorEvent, context: Context) => Promise<Answer>;

/** By route, as API Gateway's `routeKey` writes it: `GET /meja`. */
export type Answers = Readonly<Record<string, (call: Call) => Promise<Answer> | Answer>>;

export const routeKey = ({ method, path }: Route): string => `${method} ${path}`;

/**
 * The one way to make a door. Which routes it answers, and who may pass, is the route table's word: a door
 * that answers other routes, or not all of its own, is not made.
 */
export function doorFor(name: DoorName, dependencies: DoorDependencies, answers: Answers): Door {
  const own = routes.filter((route) => route.door === name);
  const expected = own.map(routeKey).sort().join(', ');
  const got = Object.keys(answers).sort().join(', ');
  if (expected !== got) throw new Error(`door ${name}: expected answers for ${expected}; got ${got}`);
  const handler = middy<DoorEvent, Answer>()
    .use(securityHeaders(dependencies))
    .use(failureAnswers(dependencies))
    .use(openCall(dependencies, own))
    .use(sessionGuard())
    .use(formGuard())
    .handler(async ({ call }: DoorEvent): Promise<Answer> => {
      const answer = call && answers[routeKey(call.route)];
      if (!answer) throw new Error(`door ${name}: a call came without its middleware`);
      return answer(call);
    });
  return (event, context) => handler(event, context);
}

/** Answers every call with one refusal, as the call's own door would word it. */
export function refusingDoor(dependencies: DoorDependencies, kind: FailureKind): Door {
  const handler = middy<DoorEvent, Answer>()
    .use(securityHeaders(dependencies))
    .use(failureAnswers(dependencies))
    .handler(async () => {
      throw new Refusal(kind);
    });
  return (event, context) => handler(event, context);
}
