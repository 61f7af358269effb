import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3ContentStore } from '../../adapters/aws/s3-content-store.ts';
import type { ContentStore } from '../../core/ports/content-store.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

// The contract runs against moto in the conformance suite; here are S3's answers which moto cannot be made to give.

const bytes = new Uint8Array(Buffer.from('naskah'));
const sha256 = createHash('sha256').update(bytes).digest('hex');
const base64 = createHash('sha256').update(bytes).digest('base64');

const ok = { status: 200 };
const precondition = { status: 412, body: '<Error><Code>PreconditionFailed</Code></Error>' };
const conflict = { status: 409, body: '<Error><Code>ConditionalRequestConflict</Code></Error>' };
const missing = { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
const denied = { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
const present = { status: 200, headers: { 'x-amz-checksum-sha256': base64 } };

describe('S3 content store', () => {
  let server: ScriptedServer;
  let client: S3Client;
  let store: ContentStore;

  beforeAll(async () => {
    server = await startScriptedServer();
    client = new S3Client({
      endpoint: server.endpoint,
      region: 'ap-southeast-3',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      forcePathStyle: true,
      maxAttempts: 2,
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    store = s3ContentStore({ client, bucket: 'arsip', prefix: 'a/', extension: 'pdf' });
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  it('sends the bytes in one request, with their checksum, on the condition that nothing is there', async () => {
    server.expectCalls(ok);

    expect(await store.put(bytes)).toBe(sha256);

    expect(server.received).toHaveLength(1);
    const [request] = server.received;
    expect(request).toMatchObject({ method: 'PUT', body: Buffer.from(bytes) });
    expect(request?.url).toBe(`/arsip/a/${sha256.slice(0, 2)}/${sha256}.pdf?x-id=PutObject`);
    expect(request?.headers).toMatchObject({
      'if-none-match': '*',
      'x-amz-checksum-sha256': base64,
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
    });
  });

  it('takes 412 for stored once S3 says that the object has our checksum', async () => {
    server.expectCalls(precondition, present);
    expect(await store.put(bytes)).toBe(sha256);
    expect(server.received[1]).toMatchObject({ method: 'HEAD' });
    expect(server.received[1]?.headers['x-amz-checksum-mode']).toBe('ENABLED');
  });

  it('takes 412 for stored when it answers to the second attempt, the first one having been lost', async () => {
    server.expectCalls('lost', precondition, present);
    expect(await store.put(bytes)).toBe(sha256);
  });

  it('does not take 412 for stored when something else is there, or nothing is', async () => {
    const other = { status: 200, headers: { 'x-amz-checksum-sha256': Buffer.alloc(32).toString('base64') } };
    for (const head of [other, ok]) {
      server.expectCalls(precondition, head);
      await expect(store.put(bytes)).rejects.toMatchObject({ name: 'ContentDamaged', sha256 });
    }
    server.expectCalls(precondition, missing);
    await expect(store.put(bytes)).rejects.toMatchObject({ name: 'StorageUnavailable' });
  });

  it('tries again after 409, and gives up in the end', async () => {
    server.expectCalls(conflict, conflict, ok);
    expect(await store.put(bytes)).toBe(sha256);
    expect(server.received).toHaveLength(3);

    server.expectCalls(...Array.from({ length: 20 }, () => conflict));
    await expect(store.put(bytes)).rejects.toMatchObject({ name: 'StorageUnavailable' });
    expect(server.received.length).toBeLessThanOrEqual(5);
  });

  it('says StorageUnavailable, never "not there", when it may not look or gets no answer', async () => {
    const calls = [() => store.put(bytes), () => store.get(sha256), () => store.has(sha256)];
    for (const call of calls) {
      for (const answer of [denied, 'lost'] as const) {
        server.expectCalls(answer, answer, answer);
        await expect(call()).rejects.toMatchObject({ name: 'StorageUnavailable' });
      }
    }
  });

  it('tells missing, damaged and cut-off content apart', async () => {
    server.expectCalls(missing);
    expect(await store.get(sha256)).toBeUndefined();
    server.expectCalls({ status: 200, body: 'naskah' });
    expect(await store.get(sha256)).toEqual(bytes);
    server.expectCalls({ status: 200, body: 'naskan' });
    await expect(store.get(sha256)).rejects.toMatchObject({ name: 'ContentDamaged', sha256 });
    server.expectCalls({ status: 200, body: 'nas' });
    await expect(store.get(sha256)).rejects.toMatchObject({ name: 'ContentDamaged', sha256 });
  });
});
