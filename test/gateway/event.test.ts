import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Gateway } from '../../cli/gateway.ts';
import { type Echo, echo, start } from './doors.ts';
import { bodyOf, rawRequest, requestHead } from './raw-request.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await start(echo);
});
afterAll(() => gateway.close());

async function received(text: string): Promise<Echo> {
  return JSON.parse(bodyOf(await rawRequest(gateway.url, text)));
}

describe('the event of a request', () => {
  test('has the shape of payload format 2.0, without the fields API Gateway leaves out', async () => {
    const { event } = await received(requestHead('GET /', ['User-Agent: penguji']));

    expect(event).toEqual({
      version: '2.0',
      routeKey: 'GET /',
      rawPath: '/',
      rawQueryString: '',
      headers: { host: 'localhost', connection: 'close', 'user-agent': 'penguji' },
      requestContext: {
        accountId: 'anonymous',
        apiId: 'local',
        domainName: 'localhost',
        domainPrefix: 'localhost',
        http: { method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'penguji' },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        routeKey: 'GET /',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      isBase64Encoded: false,
    });
  });

  test('joins duplicate headers by commas and keeps cookies apart from them', async () => {
    const head = requestHead('GET /', ['X-Kata: a', 'x-kata: b', 'Cookie: s=1; t="x y"', 'cookie: u=2']);

    const { event } = await received(head);

    expect(event.headers['x-kata']).toBe('a,b');
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event.cookies).toEqual(['s=1', 't="x y"', 'u=2']);
  });

  test('a header called __proto__ is a header like any other', async () => {
    const answer = bodyOf(await rawRequest(gateway.url, requestHead('GET /', ['__proto__: x'])));

    expect(answer).toContain('"__proto__":"x"');
  });

  test('joins duplicate query values by commas, decodes them, and keeps the raw query', async () => {
    const { event } = await received(requestHead('GET /papan?opd=1.01&opd=1%2C02&cari=A+%26%20B&kosong='));

    expect(event.rawQueryString).toBe('opd=1.01&opd=1%2C02&cari=A+%26%20B&kosong=');
    expect(event.queryStringParameters).toEqual({ opd: '1.01,1,02', cari: 'A & B', kosong: '' });
  });

  test('decodes path parameters and rawPath, a second question mark belongs to the query', async () => {
    const { event } = await received(requestHead('GET /d/A%20B%C3%A9?x=1?2'));

    expect(event.pathParameters).toEqual({ code: 'A Bé' });
    expect(event.rawPath).toBe('/d/A Bé');
    expect(event.rawQueryString).toBe('x=1?2');
  });

  test.each([
    ['application/x-www-form-urlencoded', 'token=a%26b', true],
    ['multipart/form-data; boundary=x', '--x--', true],
    ['application/octet-stream', 'abc', true],
    ['application/json; charset=utf-8', '{"a":1}', false],
    ['text/csv', 'a;b', false],
  ])('a body of %s', async (type, body, isBase64Encoded) => {
    const head = requestHead('POST /masuk', [`Content-Type: ${type}`, `Content-Length: ${body.length}`]);

    const { event } = await received(head + body);

    expect(event.isBase64Encoded).toBe(isBase64Encoded);
    expect(event.body).toBe(isBase64Encoded ? Buffer.from(body).toString('base64') : body);
  });

  test('a path which is not UTF-8, or not a path, is refused before any door', async () => {
    for (const target of ['/d/%E0%A4%A', '/d/%ff', 'http://lain.example/'])
      expect(await rawRequest(gateway.url, requestHead(`GET ${target}`))).toMatch(/^HTTP\/1.1 400 /);
  });
});
