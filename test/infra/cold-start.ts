import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { proxyEvent } from '../../cli/gateway/proxy-event.ts';
import { routes } from '../../functions/routes.ts';

/**
 * node test/infra/cold-start.ts FUNCTION: run in the folder that Lambda would unpack, with its environment. Starts
 * the bundle as Lambda does, calls each route of the door as nobody, and prints what it answered. A worker gets an
 * empty batch.
 */
const [name = ''] = process.argv.slice(2);
const { handler } = await import(`${process.env.LAMBDA_TASK_ROOT}/functions/${name}/lambda.mjs`);
const context = { getRemainingTimeInMillis: () => 29_000 };
const own = routes.filter(({ door }) => door === name);
const answers: Record<string, unknown> = {};
if (own.length === 0) answers.batch = await handler({ Records: [] }, context);
for (const { method, path } of own) {
  const target = path.replaceAll(/\{\w+\}/g, 'x');
  const routeKey = `${method} ${path}`;
  const parameters = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, key]) => [key ?? '', 'x']));
  const event = proxyEvent(
    { method, target, protocol: 'HTTP/1.1', rawHeaders: [], sourceIp: '203.0.113.7', body: new Uint8Array() },
    { routeKey, door: 'entrance', parameters },
    { requestId: 'cold-start', at: new Date(0) },
  );
  const answer: APIGatewayProxyStructuredResultV2 = await handler(event, context);
  answers[routeKey] = { status: answer.statusCode, location: answer.headers?.location };
}
process.stdout.write(`\n${JSON.stringify(answers)}\n`);
// The clients of AWS keep their sockets.
process.exit(0);
