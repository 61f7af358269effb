import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { Gateway } from '../../cli/gateway.ts';
import { start } from './doors.ts';
import { rawRequest, requestHead } from './raw-request.ts';

let gateway: Gateway | undefined;
afterEach(() => gateway?.close());

test('binary bodies, cookies and header names arrive as a browser expects them', async () => {
  const bytes = randomBytes(4000);
  gateway = await start(async () => ({
    statusCode: 201,
    headers: { 'Content-Type': 'application/pdf', 'X-Angka': 7, 'Content-Length': '1' },
    cookies: ['a=1; HttpOnly', 'b=2'],
    body: bytes.toString('base64'),
    isBase64Encoded: true,
  }));

  const response = await fetch(gateway.url);

  expect(response.status).toBe(201);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('x-angka')).toBe('7');
  expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
});

test('304 has an ETag and neither body nor type', async () => {
  gateway = await start(async () => ({ statusCode: 304, headers: { etag: '"1"' }, body: 'x' }));

  const answer = await rawRequest(gateway.url, requestHead('GET /'));

  expect(answer).toMatch(/^HTTP\/1.1 304 .*etag: "1".*\r\n\r\n$/s);
  expect(answer).not.toContain('content-type');
});

test('a line break in a header is refused, not sent', async () => {
  gateway = await start(async () => ({ statusCode: 200, headers: { a: 'x\r\nset-cookie: b=1' } }));

  const answer = await rawRequest(gateway.url, requestHead('GET /'));

  expect(answer).not.toContain('b=1');
});

test('a result without statusCode is itself the JSON body', async () => {
  gateway = await start(async () => ({ keadaan: 'baik' }));

  const response = await fetch(gateway.url);

  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toEqual({ keadaan: 'baik' });
});

test('closing lets a request under way finish and takes no other', async () => {
  const entered = Promise.withResolvers<void>();
  const leave = Promise.withResolvers<void>();
  gateway = await start(async () => {
    entered.resolve();
    await leave.promise;
    return { statusCode: 200, body: 'selesai' };
  });
  const { url } = gateway;
  const first = fetch(url);
  await entered.promise;

  const closed = gateway.close();
  await expect(fetch(url)).rejects.toThrow();
  leave.resolve();

  expect(await (await first).text()).toBe('selesai');
  await closed;
});

test('a taken port is an error at the start', async () => {
  gateway = await start(async () => ({ statusCode: 204 }));
  const port = Number(new URL(gateway.url).port);

  await expect(start(async () => ({ statusCode: 204 }), { port })).rejects.toThrow(/EADDRINUSE/);
});
