import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TimestampConfiguration } from '../../adapters/configuration.ts';
import { openSqliteRegistry } from '../../adapters/embedded/sqlite-registry.ts';
import { openTimestamps } from '../../adapters/timestamps.ts';
import { createAuthority } from '../../core/pki/authority.ts';
import { vaultSigner } from '../../core/pki/message-signer.ts';
import { documentedPolicy } from '../../core/pki/own-timestamper.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { readTimestampToken } from '../../core/pki/reading/timestamp-token.ts';
import { makeRevocationList } from '../../core/pki/revocation-list.ts';
import { stampingService } from '../../core/pki/stamping-service.ts';
import { trustForeignRoots } from '../../core/pki/stored-foreign-trust.ts';
import type { Registry } from '../../core/ports/registry.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { movableClock } from '../contracts/movable-clock.ts';
import { sampleTools } from '../pki/sample-authority.ts';
import { answer, type SampleTsa, samplePolicy } from '../pki/sample-tsa.ts';
import { scratchFolder } from './scratch-folder.ts';

const imprint = new Uint8Array(createHash('sha256').update('dokumen').digest());
const day = 86_400_000;
type Reply = (response: ServerResponse, request: Uint8Array) => Promise<void> | void;

const scratch = scratchFolder();
let registries = 0;
let server: Server;
let url: string;
let tsa: Omit<SampleTsa, 'trust'>;
let clock: ReturnType<typeof movableClock>;
let registry: Registry;
const replies = new Map<string, Reply>();
const asked: string[] = [];

const honest: Reply = async (response, request) => {
  response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
  response.end(await answer(tsa.stamping, request));
};
const status =
  (code: number): Reply =>
  (response) =>
    void response.writeHead(code).end();

async function list(
  issuer: 'root-ca' | 'issuing-ca',
  options: { revoked?: string[]; from?: number; until?: number } = {},
) {
  const now = clock.now().getTime();
  return makeRevocationList({
    issuer: issuer === 'root-ca' ? tsa.authority.root : tsa.authority.issuing,
    signer: await vaultSigner(tsa.tools.vault, issuer),
    number: 1,
    thisUpdate: new Date(now + (options.from ?? -day)),
    nextUpdate: new Date(now + (options.until ?? day)),
    revoked: (options.revoked ?? []).map((serialNumber) => ({
      serialNumber,
      revokedAt: new Date(now - day),
      reason: 'keyCompromise',
    })),
  });
}

const publish = (path: string, der: Uint8Array): void => {
  replies.set(path, (response) => void response.writeHead(200).end(der));
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      asked.push(request.url ?? '');
      await (replies.get(request.url ?? '') ?? status(404))(response, new Uint8Array(Buffer.concat(chunks)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  clock = movableClock(new Date('2027-01-04T01:00:00Z'));
  const tools = { ...sampleTools(), clock };
  const authority = await createAuthority({ name: 'TSA Contoh', publication: url }, tools);
  const signer = await vaultSigner(tools.vault, 'tsa');
  const chain = [authority.timestamp, authority.issuing, authority.root] as const;
  tsa = { tools, authority, stamping: { ...tools, signer, chain, policy: samplePolicy } };
  // Lists of before an issuer existed are none of its own.
  clock.moveBy((2 * day) / 1000);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(async () => {
  replies.clear();
  asked.length = 0;
  registry = openSqliteRegistry(join(scratch, `${++registries}.sqlite`), clock);
  await trustForeignRoots({ registry, clock }, 'timestamp', [readCertificate(tsa.authority.root)]);
  publish('/crl/root.crl', await list('root-ca'));
});

function open(paths: readonly string[], more: Partial<TimestampConfiguration> = {}) {
  const told: string[] = [];
  const configuration: TimestampConfiguration = {
    authorities: paths.map((path) => (path === 'sendiri' ? path : { url: `${url}${path}` })),
    policies: [samplePolicy],
    ownPolicy: documentedPolicy,
    ...more,
  };
  const ports = { registry, vault: tsa.tools.vault, clock, randomness: tsa.tools.randomness };
  const { timestamper } = openTimestamps(configuration, ports, {
    failed: (authority, code) => told.push(`${authority === 'sendiri' ? authority : 'tsa'} ${code}`),
    changed: (_, position) => told.push(`now ${position}`),
    unrecorded: () => told.push('unrecorded'),
  });
  if (!timestamper) throw new Error('no timestamper');
  return { stamp: () => timestamper(imprint), told };
}

const unavailable = { name: 'TimestampUnavailable' };

test('a foreign authority stamps over HTTP, its certificates shown not to be revoked', async () => {
  replies.set('/tsa', honest);
  const { stamp, told } = open(['/tsa']);

  const token = readTimestampToken(await stamp());

  expect(token.imprint).toEqual(imprint);
  expect(token.policy).toBe(samplePolicy);
  expect(told).toEqual([]);
  expect(asked).toEqual(['/tsa', '/crl/root.crl']);
});

test.each<[string, string, Reply]>([
  ['an error status', 'unreachable', status(503)],
  ['a redirect', 'unreachable', (response) => void response.writeHead(307, { location: '/tsa' }).end()],
  [
    'a web page',
    'content-type',
    (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  ],
  [
    'an endless answer',
    'too-large',
    (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/timestamp-reply' })
        .end(Buffer.alloc(100_000)),
  ],
  ['a cut connection', 'unreachable', (response) => void response.destroy()],
  [
    'another policy',
    'policy',
    async (response, request) => {
      const stamping = { ...tsa.stamping, policy: '1.3.6.1.4.1.32473.8' };
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
      response.end(await answer(stamping, request));
    },
  ],
])('%s is refused and the second authority serves', async (_, code, reply) => {
  replies.set('/first', reply);
  replies.set('/tsa', honest);
  const { stamp, told } = open(['/first', '/tsa']);

  await stamp();

  expect(told).toEqual([`tsa ${code}`, 'now 1']);
});

test('one that failed is not asked for each document, and first again after some minutes', async () => {
  replies.set('/first', status(503));
  replies.set('/tsa', honest);
  const { stamp, told } = open(['/first', '/tsa']);
  for (let document = 0; document < 3; document++) await stamp();
  expect(asked.filter((path) => path === '/first')).toHaveLength(1);

  replies.set('/first', honest);
  clock.moveBy(6 * 60);
  await stamp();

  expect(asked.filter((path) => path === '/first')).toHaveLength(2);
  expect(told).toEqual(['tsa unreachable', 'now 1', 'now 0']);
});

test('who serves instead, why and since when is written down once, and taken back', async () => {
  replies.set('/first', status(503));
  replies.set('/tsa', honest);
  const saved: string[] = [];
  const { save } = registry;
  registry.save = (item) => {
    saved.push(item.key);
    return save.call(registry, item);
  };
  const since = clock.now().toISOString();
  const host = new URL(url).host;
  const { stamp } = open(['/first', '/tsa']);

  for (let document = 0; document < 3; document++) await stamp();
  expect(await stampingService(registry)).toEqual({
    serving: `${host} (2)`,
    failing: [{ authority: `${host} (1)`, code: 'unreachable', since }],
  });
  // Still away when asked again: the first moment stays, also for a process which began later.
  clock.moveBy(6 * 60);
  await stamp();
  await open(['/first', '/tsa']).stamp();
  expect((await stampingService(registry))?.failing).toMatchObject([{ since }]);
  expect(saved).toEqual(['stamping#service']);

  replies.set('/first', honest);
  clock.moveBy(6 * 60);
  await stamp();
  expect(await stampingService(registry)).toEqual({ serving: `${host} (1)`, failing: [] });
  expect(saved).toHaveLength(2);
});

test('a process which sees the first serve takes back what another one wrote, within a minute', async () => {
  replies.set('/first', honest);
  replies.set('/tsa', honest);
  const calm = open(['/first', '/tsa']);
  await calm.stamp();
  expect(await stampingService(registry)).toBeUndefined();
  replies.set('/first', status(503));
  await open(['/first', '/tsa']).stamp();
  replies.set('/first', honest);

  clock.moveBy(61);
  await calm.stamp();

  expect((await stampingService(registry))?.failing).toEqual([]);
});

test('that nobody serves is written down; a registry which is away does not hinder a stamp', async () => {
  replies.set('/first', status(503));
  await expect(open(['/first']).stamp()).rejects.toMatchObject(unavailable);
  expect(await stampingService(registry)).toMatchObject({
    serving: null,
    failing: [{ authority: new URL(url).host, code: 'unreachable' }],
  });

  replies.set('/tsa', honest);
  const { load } = registry;
  registry.load = (key) =>
    key === 'stamping#service' ? Promise.reject(new StorageUnavailable('away')) : load.call(registry, key);
  const { stamp, told } = open(['/first', '/tsa']);
  await stamp();
  expect(told).toEqual(['tsa unreachable', 'now 1', 'unrecorded']);
});

test('all down: no timestamp, with every reason, and never our own unless it is listed', async () => {
  replies.set('/first', status(503));
  replies.set('/second', status(500));
  await expect(open(['/first', '/second']).stamp()).rejects.toMatchObject({
    ...unavailable,
    message: expect.stringMatching(/HTTP status 503.*HTTP status 500/),
  });

  const listed = open(['/first', 'sendiri']);
  await expect(listed.stamp()).rejects.toMatchObject(unavailable);
  expect(listed.told).toEqual(['tsa unreachable', 'sendiri unavailable']);
});

test('an authority whose root nobody trusted', async () => {
  registry = openSqliteRegistry(join(scratch, `${++registries}.sqlite`), clock);
  replies.set('/tsa', honest);
  const { stamp, told } = open(['/tsa']);
  await expect(stamp()).rejects.toMatchObject(unavailable);
  expect(told).toEqual(['tsa chain']);
  expect(asked).toEqual(['/tsa']);
});

test.each<[string, string, () => Promise<void>]>([
  [
    'revoked',
    'its own certificate is on the list',
    async () => {
      const { serial } = readCertificate(tsa.authority.timestamp);
      publish('/crl/root.crl', await list('root-ca', { revoked: [serial] }));
    },
  ],
  ['revocation-unknown', 'no list answers', async () => void replies.delete('/crl/root.crl')],
  [
    'revocation-unknown',
    'the list has ended',
    async () => publish('/crl/root.crl', await list('root-ca', { until: -1000 })),
  ],
  [
    'revocation-unknown',
    'the list is of tomorrow',
    async () => publish('/crl/root.crl', await list('root-ca', { from: day / 2 })),
  ],
  [
    'revocation-unknown',
    'the list is another issuer’s',
    async () => publish('/crl/root.crl', await list('issuing-ca')),
  ],
  [
    'revocation-unknown',
    'the list is signed by another key',
    async () => {
      const forged = await list('root-ca');
      forged.set([(forged.at(-1) ?? 0) ^ 1], forged.length - 1);
      publish('/crl/root.crl', forged);
    },
  ],
  ['revocation-unknown', 'the list is a page', async () => publish('/crl/root.crl', Buffer.from('<html>'))],
])('%s: %s', async (code, _, prepare) => {
  replies.set('/tsa', honest);
  await prepare();
  const { stamp, told } = open(['/tsa']);
  await expect(stamp()).rejects.toMatchObject(unavailable);
  expect(told).toEqual([`tsa ${code}`]);
});
