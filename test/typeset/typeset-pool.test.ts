import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { createTypesetPool } from '../../core/typeset/typeset-pool.ts';
import { sampleFacts } from './sample-facts.ts';

const pool = createTypesetPool({ documentsPerWorker: 2 });
const folder = await mkdtemp(join(tmpdir(), 'typeset-pool-'));
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

const script = async (name: string, source: string): Promise<URL> => {
  const file = join(folder, name);
  await writeFile(file, source);
  return pathToFileURL(file);
};

test('gives the bytes of the synchronous typesetter, over several workers', async () => {
  const facts = sampleFacts('piagam-zi');
  const expected = createTypesetter().typeset(facts);

  const documents = await Promise.all([1, 2, 3, 4, 5].map(() => pool.typeset(facts)));

  for (const document of documents) {
    expect(Buffer.from(document.pdf).equals(expected.pdf)).toBe(true);
    expect(document.fields).toEqual(expected.fields);
  }
});

test('a refused document does not stop the next one', async () => {
  const facts = sampleFacts('piagam-zi');

  const [refused, accepted] = await Promise.allSettled([
    pool.typeset({ ...facts, place: '漢' }),
    pool.typeset(facts),
  ]);

  expect(refused).toMatchObject({
    status: 'rejected',
    reason: { name: 'TypesetError', code: 'MISSING_GLYPH' },
  });
  expect(accepted.status).toBe('fulfilled');
});

test('a worker that cannot start, or stays silent, fails its document and no other', async () => {
  const dead = createTypesetPool({ workerScript: await script('dead.mjs', 'process.exit(3)') });
  // As a thread of the server would take the server with it.
  const crashing = createTypesetPool({ workerScript: await script('crashing.mjs', 'process.abort()') });
  const silent = createTypesetPool({
    workerScript: await script('silent.mjs', 'process.on("message", () => { for (;;) {} })'),
    timeLimit: 300,
  });

  for (const broken of [dead, crashing, silent])
    await expect(broken.typeset(sampleFacts('piagam-zi'))).rejects.toMatchObject({ code: 'WORKER_LOST' });

  await Promise.all([dead.close(), crashing.close(), silent.close()]);
});

test('a worker sees nothing of the environment of the server', async () => {
  const telling = createTypesetPool({
    workerScript: await script(
      'telling.mjs',
      `process.on('message', () => process.send({ ok: false, message: Object.keys(process.env).join() }))`,
    ),
  });

  await expect(telling.typeset(sampleFacts('piagam-zi'))).rejects.toThrow(
    /^MALLOC_ARENA_MAX(,NODE_CHANNEL_\w+)*$/u,
  );

  await telling.close();
});

test('a closed pool takes no more', async () => {
  const closed = createTypesetPool();
  await closed.close();

  await expect(closed.typeset(sampleFacts('piagam-zi'))).rejects.toMatchObject({ code: 'WORKER_LOST' });
});

test('every worker count gives the same bytes, and each answer goes to who asked', async () => {
  const documents = [0, 1, 2, 3].map((index) => ({
    ...sampleFacts('piagam-zi'),
    number: `800/${index}/2027`,
  }));
  const made = async (workers: number) => {
    const several = createTypesetPool({ workers });
    const results = await Promise.all(documents.map((facts) => several.typeset(facts)));
    await several.close();
    return results.map(({ pdf }) => Buffer.from(pdf).toString('base64'));
  };

  const [one, two] = [await made(1), await made(2)];

  expect(new Set(one).size).toBe(documents.length);
  expect(two).toEqual(one);
});

test('a pool of no workers is refused', () => {
  expect(() => createTypesetPool({ workers: 0 })).toThrow('expected at least one worker');
});

test('closing waits for the documents asked for', async () => {
  const busy = createTypesetPool({ workers: 2 });
  let made = 0;
  const results = [1, 2, 3].map(() => busy.typeset(sampleFacts('piagam-zi')).then(() => (made += 1)));

  await busy.close();

  expect(made).toBe(3);
  await Promise.all(results);
});
