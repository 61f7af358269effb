import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openSqliteRegistry } from '../../adapters/embedded/sqlite-registry.ts';
import { type ArchiveTimestampPorts, appendArchiveTimestamp } from '../../core/effects/archive-timestamp.ts';
import { embeddedTimestamps } from '../../core/pades/embedded-timestamps.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { type Authority, createAuthority } from '../../core/pki/authority.ts';
import { foreignLists } from '../../core/pki/foreign-lists.ts';
import { vaultSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { makeRevocationList } from '../../core/pki/revocation-list.ts';
import { establishAuthority } from '../../core/pki/stored-authority.ts';
import { trustForeignRoots } from '../../core/pki/stored-foreign-trust.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import type { Registry } from '../../core/ports/registry.ts';
import { RevocationUnavailable } from '../../core/ports/revocation-source.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { sampleRevision } from '../pades/sample-revision.ts';
import { sampleTools } from '../pki/sample-authority.ts';
import { samplePolicy } from '../pki/sample-tsa.ts';

const scratch = scratchFolder();
const own = sampleTools();
const ownList = Uint8Array.of(0x30, 0x00);
const published = new Map<string, Uint8Array>();
let registry: Registry;
let revision: Uint8Array;
let first: Timestamper;
let second: Timestamper;

beforeAll(async () => {
  revision = await sampleRevision();
  registry = openSqliteRegistry(join(scratch, 'registry.sqlite'), own.clock);
  await establishAuthority({ ...own, registry }, 'Pemerintah Kabupaten Langkat');
  first = await foreign('satu');
  second = await foreign('dua');
});

beforeEach(() => {
  calls = 0;
});

let calls = 0;

/** An authority with a root of its own, trusted for timestamps, which publishes its lists. */
async function foreign(name: string): Promise<Timestamper> {
  const tools = sampleTools();
  const authority = await createAuthority({ name, publication: `http://${name}.example` }, tools);
  await trustForeignRoots({ registry, clock: own.clock }, 'timestamp', [readCertificate(authority.root)]);
  for (const issuer of ['root', 'issuing'] as const)
    published.set(
      `http://${name}.example/crl/${issuer}.crl`,
      await list(authority, issuer, await vaultSigner(tools.vault, `${issuer}-ca`)),
    );
  const signer = await vaultSigner(tools.vault, 'tsa');
  const chain = [authority.timestamp, authority.issuing, authority.root] as const;
  return (digest) => {
    calls++;
    return makeTimestamp({ ...tools, signer, chain, policy: samplePolicy }, digest);
  };
}

const list = (
  authority: Authority,
  issuer: 'root' | 'issuing',
  signer: Awaited<ReturnType<typeof vaultSigner>>,
) =>
  makeRevocationList({
    issuer: authority[issuer],
    signer,
    number: 1,
    thisUpdate: own.clock.now(),
    nextUpdate: new Date(own.clock.now().getTime() + 86_400_000),
    revoked: [],
  });

const ports = (timestamper?: Timestamper): ArchiveTimestampPorts => ({
  ...own,
  registry,
  ...(timestamper ? { timestamper } : {}),
  foreignLists: foreignLists(async (url) => {
    const found = published.get(url);
    if (!found) throw new RevocationUnavailable(`${url} does not answer`);
    return found;
  }, own.clock),
});

/** How many values the store covered by the last timestamp holds. */
function stored(bytes: Uint8Array, key: 'Certs' | 'CRLs'): number {
  const { last } = openPdf(bytes);
  const store = last.dictionaryAt(last.catalog, 'DSS');
  return (store && last.arrayAt(store, key)?.items.length) ?? 0;
}

test('over our own chain one stamp is enough, with our own lists', async () => {
  const stamped = await appendArchiveTimestamp(ports(), revision, [ownList]);

  expect(embeddedTimestamps(stamped)).toHaveLength(1);
  expect(stored(stamped, 'CRLs')).toBe(1);
});

test('a foreign chain brings its certificates and lists, under the stamp which counts', async () => {
  const stamped = await appendArchiveTimestamp(ports(first), revision, [ownList]);

  expect(calls).toBe(2);
  expect(embeddedTimestamps(stamped)).toHaveLength(1);
  expect([stored(stamped, 'Certs'), stored(stamped, 'CRLs')]).toEqual([2, 2]);
});

test('a failover between two stamps is followed, and a renewal knows the chain before', async () => {
  const alternate: Timestamper = (digest) => (calls === 0 ? first : second)(digest);
  const sealed = await appendArchiveTimestamp(ports(alternate), revision, [ownList]);
  expect([stored(sealed, 'Certs'), stored(sealed, 'CRLs')]).toEqual([4, 3]);

  calls = 0;
  const renewed = await appendArchiveTimestamp(ports(second), sealed, [ownList]);
  expect(calls).toBe(1);
  expect(embeddedTimestamps(renewed)).toHaveLength(2);
});

test('without a list nothing is sealed', async () => {
  const url = 'http://dua.example/crl/root.crl';
  const kept = published.get(url);
  published.delete(url);
  try {
    await expect(appendArchiveTimestamp(ports(second), revision, [ownList])).rejects.toMatchObject({
      name: 'RevocationListStale',
    });
  } finally {
    if (kept) published.set(url, kept);
  }
});

test('where no source is configured a foreign chain is not sealed', async () => {
  const { foreignLists: _, ...without } = ports(first);
  await expect(appendArchiveTimestamp(without, revision, [ownList])).rejects.toMatchObject({
    name: 'RevocationListStale',
  });
});
