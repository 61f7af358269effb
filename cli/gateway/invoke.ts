import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import type { GatewayLimits } from './limits.ts';
import { type Answer, gatewayAnswer, proxyAnswer } from './proxy-answer.ts';

/** A Lambda function behind an HTTP API. */
export type DoorHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyResultV2> | Promise<unknown>;

/** Why the browser got 500, 503 or 413 instead of the door's own answer. Holds no part of the request. */
export type GatewayFailure = {
  readonly requestId: string;
  readonly routeKey: string;
  readonly reason: 'threw' | 'timed-out' | 'event-too-large' | 'result-too-large' | 'result-malformed';
  readonly error?: unknown;
};

/**
 * Calls a door as Lambda does: event and result pass through JSON, so that nothing but data crosses, and the
 * same limits hold. The answer to a door that fails is API Gateway's.
 */
export async function invoke(
  handler: DoorHandler,
  event: APIGatewayProxyEventV2,
  functionName: string,
  limits: GatewayLimits,
): Promise<{ readonly answer: Answer; readonly failure?: GatewayFailure }> {
  const { requestId, routeKey } = event.requestContext;
  const failed = (status: number, reason: GatewayFailure['reason'], error?: unknown) => ({
    answer: gatewayAnswer(status),
    failure: { requestId, routeKey, reason, ...(error === undefined ? {} : { error }) },
  });
  const payload = JSON.stringify(event);
  if (Buffer.byteLength(payload) > limits.payloadBytes) return failed(413, 'event-too-large');

  const timer = Promise.withResolvers<typeof late>();
  const timeout = setTimeout(() => timer.resolve(late), limits.timeoutMs);
  let result: unknown;
  try {
    const context = invocationContext(functionName, requestId, Date.now() + limits.timeoutMs);
    // Started in a microtask of its own, so that a handler which throws at once rejects like any other.
    const call = Promise.resolve().then(() => handler(JSON.parse(payload), context));
    result = await Promise.race([call, timer.promise]);
  } catch (error) {
    return failed(500, 'threw', error);
  } finally {
    clearTimeout(timeout);
  }
  // Lambda would kill the function now. Here it may still finish, which a retry must be able to bear anyway.
  if (result === late) return failed(503, 'timed-out');
  try {
    const json = JSON.stringify(result);
    if (Buffer.byteLength(json ?? '') > limits.payloadBytes) return failed(500, 'result-too-large');
    return { answer: proxyAnswer(json) };
  } catch (error) {
    return failed(500, 'result-malformed', error);
  }
}

const late = Symbol('late');

function invocationContext(functionName: string, awsRequestId: string, deadline: number): Context {
  const unsupported = () => {
    throw new Error('callbacks ended with Node 22 on Lambda; answer with a promise');
  };
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: '1024',
    awsRequestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: unsupported,
    fail: unsupported,
    succeed: unsupported,
  };
}
