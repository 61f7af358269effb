import { afterAll, expect, test } from 'vitest';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { createTypesetPool } from '../../core/typeset/typeset-pool.ts';
import { sampleFacts } from './sample-facts.ts';

const pool = createTypesetPool({ documentsPerWorker: 2 });
afterAll(() => pool.close());

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
  const dead = createTypesetPool({ workerScript: new URL('data:text/javascript,process.exit(3)') });
  const silent = createTypesetPool({
    workerScript: new URL('data:text/javascript,setInterval(()=>{},1000)'),
    timeLimit: 300,
  });

  for (const broken of [dead, silent])
    await expect(broken.typeset(sampleFacts('piagam-zi'))).rejects.toMatchObject({ code: 'WORKER_LOST' });

  await Promise.all([dead.close(), silent.close()]);
});

test('a closed pool takes no more', async () => {
  const closed = createTypesetPool();
  await closed.close();

  await expect(closed.typeset(sampleFacts('piagam-zi'))).rejects.toMatchObject({ code: 'WORKER_LOST' });
});
