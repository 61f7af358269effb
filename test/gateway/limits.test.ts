import { afterEach, expect, test, vi } from 'vitest';
import type { GatewayFailure } from '../../cli/gateway/invoke.ts';
import type { Gateway, GatewayOptions } from '../../cli/gateway.ts';
import { largestScan } from '../../core/document/scan-type.ts';
import { start } from './doors.ts';
import { rawRequest, requestHead } from './raw-request.ts';

const failures: GatewayFailure[] = [];
let gateway: Gateway | undefined;
afterEach(async () => {
  await gateway?.close();
  failures.length = 0;
});

async function serve(handler: Parameters<typeof start>[0], limits: GatewayOptions['limits'] = {}) {
  gateway = await start(handler, { limits, onFailure: (failure) => failures.push(failure) });
  return gateway.url;
}

const message = async (response: Response) => ({ status: response.status, ...(await response.json()) });

test('a door that takes too long gets 503 and API Gateway’s words', async () => {
  const url = await serve(() => new Promise(() => undefined), { timeoutMs: 50 });

  const answer = await message(await fetch(url));

  expect(answer).toEqual({ status: 503, message: 'Service Unavailable' });
  expect(failures).toMatchObject([{ reason: 'timed-out', routeKey: 'GET /' }]);
});

test('a door that throws gets 500, and the reason stays inside', async () => {
  const url = await serve(() => {
    throw new Error('rahasia');
  });

  const answer = await message(await fetch(url));

  expect(answer).toEqual({ status: 500, message: 'Internal Server Error' });
  expect(failures).toMatchObject([{ reason: 'threw', error: new Error('rahasia') }]);
});

test('6 MB is the most that Lambda takes: 5 MB of form are too many in base64, 4 MB are not', async () => {
  let calls = 0;
  const url = await serve(async () => {
    calls += 1;
    return { statusCode: 204 };
  });
  const post = (megabytes: number) =>
    fetch(`${url}/masuk`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'x'.repeat(megabytes * 1024 * 1024),
    });

  expect((await post(4)).status).toBe(204);
  expect(await message(await post(5))).toEqual({ status: 413, message: 'Request Entity Too Large' });
  expect((await post(11)).status).toBe(413);
  expect(calls).toBe(1);
});

test('a server with a smaller limit takes from each route the largest form which it has', async () => {
  const sizes: number[] = [];
  const url = await serve(
    async ({ body = '' }) => {
      sizes.push(Buffer.from(body, 'base64').length);
      return { statusCode: 204 };
    },
    { requestBytes: 64 * 1024 },
  );
  const post = async (path: string, bytes: number) =>
    (await fetch(`${url}${path}`, { method: 'POST', body: new Uint8Array(bytes) })).status;

  expect(await post('/papan/dokumen/1/basah', largestScan)).toBe(204);
  expect(await post('/papan/dokumen/1/perbaikan', 500_000)).toBe(204);
  expect(await post('/masuk', 500_000)).toBe(413);
  expect(sizes).toEqual([largestScan, 500_000]);
});

test('large bodies under way together fill no more memory than there is for them, and stop no small one', async () => {
  const held: (() => void)[] = [];
  const url = await serve(() => new Promise((resolve) => held.push(() => resolve({ statusCode: 204 }))), {
    requestBytes: 64 * 1024,
    heldBytes: 3_000_000,
  });
  const post = () =>
    fetch(`${url}/papan/dokumen/1/basah`, { method: 'POST', body: new Uint8Array(3_000_000) });

  const first = post();
  await vi.waitFor(() => expect(held).toHaveLength(1));
  const second = await message(await post());
  const small = fetch(`${url}/masuk`, { method: 'POST', body: new Uint8Array(60_000) });
  await vi.waitFor(() => expect(held).toHaveLength(2));
  held[1]?.();
  held[0]?.();
  const firstStatus = (await first).status;
  const third = post();
  await vi.waitFor(() => expect(held).toHaveLength(3));
  held[2]?.();

  expect(second).toEqual({ status: 503, message: 'Service Unavailable' });
  expect([firstStatus, (await small).status, (await third).status]).toEqual([204, 204, 204]);
});

test('an announced body of 100 MB is refused without being read', async () => {
  const url = await serve(async () => ({ statusCode: 204 }));

  const answer = await rawRequest(url, requestHead('POST /masuk', [`Content-Length: ${100 * 1024 * 1024}`]));

  expect(answer).toMatch(/^HTTP\/1.1 413 /);
});

test('an answer of more than 6 MB, base64 included, is an error and not a truncated file', async () => {
  const body = Buffer.alloc(5 * 1024 * 1024).toString('base64');
  const url = await serve(async () => ({ statusCode: 200, body, isBase64Encoded: true }));

  expect((await fetch(url)).status).toBe(500);
  expect(failures).toMatchObject([{ reason: 'result-too-large' }]);
});

test.each([
  ['a status that is not one', { statusCode: 7 }],
  ['a header that is an object', { statusCode: 200, headers: { a: {} } }],
  ['a body that is an object', { statusCode: 200, body: { a: 1 } }],
])('%s is refused', async (_, result) => {
  const url = await serve(async () => result);

  expect((await fetch(url)).status).toBe(500);
  expect(failures).toMatchObject([{ reason: 'result-malformed' }]);
});

test('a BigInt or a circle cannot cross JSON, as on Lambda', async () => {
  const url = await serve(async () => ({ statusCode: 200, body: 1n }));

  expect((await fetch(url)).status).toBe(500);
  expect(failures).toMatchObject([{ reason: 'result-malformed' }]);
});

test('headers above 10 KB are refused before any door', async () => {
  const url = await serve(async () => ({ statusCode: 204 }));

  const answer = await rawRequest(url, requestHead('GET /', [`X-Kata: ${'x'.repeat(11_000)}`]));

  expect(answer).toMatch(/^HTTP\/1.1 431 /);
});
