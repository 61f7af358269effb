import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { temporaryLinks } from '../../adapters/embedded/temporary-links.ts';
import type { Gateway } from '../../cli/gateway.ts';
import { start } from './doors.ts';

let gateway: Gateway | undefined;
afterEach(() => gateway?.close());

// Larger than what Lambda could answer with.
const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(7 * 1024 * 1024, 1)]);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const links = temporaryLinks('', Buffer.alloc(32, 7));
let now = new Date('2027-01-11T02:00:00Z');

async function serve() {
  now = new Date('2027-01-11T02:00:00Z');
  const none = { get: async () => undefined };
  gateway = await start(async () => ({ statusCode: 404 }), {
    files: {
      openTemporaryUrl: (url) => links.open(url, now),
      archive: { get: async (hash) => (hash === sha256 ? new Uint8Array(bytes) : undefined) },
      working: none,
    },
  });
  return gateway.url;
}

test('a temporary URL serves a file of any size under its name', async () => {
  const url = await serve();

  const response = await fetch(url + links.issue(sha256, 'Pakta Integritas.pdf', now, 60));

  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toContain('filename="Pakta Integritas.pdf"');
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
});

test('an expired, altered or unsigned URL opens nothing', async () => {
  const url = await serve();
  const path = links.issue(sha256, 'a.pdf', now, 60);
  expect((await fetch(url + path.replace('a.pdf', 'b.pdf'))).status).toBe(403);
  expect((await fetch(`${url}/unduh/${sha256}`)).status).toBe(403);
  now = new Date(now.getTime() + 60_000);
  expect((await fetch(url + path)).status).toBe(403);
});

test('a URL cannot be used to change anything', async () => {
  const url = await serve();

  const response = await fetch(url + links.issue(sha256, 'a.pdf', now, 60), { method: 'POST', body: 'x' });

  expect(response.status).toBe(405);
});
