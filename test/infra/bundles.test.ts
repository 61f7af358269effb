import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { routes, workerEffects } from '../../functions/routes.ts';
import { bundling } from '../../infra/bundling.ts';
import { completeBundle } from '../../infra/complete-bundle.ts';
import type { FunctionName } from '../../infra/function-rights.ts';
import { buildAssets, writeAssets } from '../../web/assets.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { functionNames } from './policy.ts';

const folder = scratchFolder();
const taskRoot = (name: string) => join(folder, name);
const run = promisify(execFile);

/** What Lambda sets, and what the stack does; no call leaves a function that nobody may pass. */
const environment = (name: string) => ({
  PATH: process.env.PATH ?? '',
  LAMBDA_TASK_ROOT: taskRoot(name),
  AWS_REGION: 'ap-southeast-3',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  IKRAR_REGISTRY: 'dynamodb',
  IKRAR_ARCHIVE: 's3',
  IKRAR_VAULT: 'kms',
  IKRAR_TABLE: 'table',
  IKRAR_ARCHIVE_BUCKET: 'archive',
  IKRAR_WORKING_BUCKET: 'working',
  IKRAR_KMS_ROOT_CA: 'root',
  IKRAR_KMS_ISSUING_CA: 'issuing',
  IKRAR_KMS_TSA: 'tsa',
  IKRAR_KMS_WRAPPING: 'wrapping',
  IKRAR_PUBLIC_URL: 'https://ikrar.contohkab.go.id',
});

beforeAll(async () => {
  const webAssets = join(folder, 'web-assets');
  await writeAssets(webAssets, await buildAssets());
  await Promise.all(functionNames.map(bundle));

  async function bundle(name: FunctionName): Promise<void> {
    const output = taskRoot(name);
    mkdirSync(output);
    const { banner = '', externalModules = [], minify = false, sourcesContent = true } = bundling(name, '');
    await build({
      entryPoints: [`functions/${name}/lambda.ts`],
      outfile: join(output, 'index.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      sourcemap: true,
      logLevel: 'error',
      external: externalModules,
      banner: { js: banner },
      minify,
      sourcesContent,
    });
    completeBundle(name, output, webAssets);
  }
});

type Answers = Record<string, { readonly status: number; readonly location?: string }>;

async function coldStart(name: string): Promise<Answers> {
  const { stdout } = await run(process.execPath, [resolve('test/infra/cold-start.ts'), name], {
    cwd: taskRoot(name),
    env: environment(name),
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

const doors = [...new Set(routes.map(({ door }) => door))];

describe('what Lambda would unpack', () => {
  test.each(doors)('%s starts, and lets nobody pass who may not', async (door) => {
    const answers = await coldStart(door);
    const guarded = routes.filter((route) => route.door === door && route.guard !== 'public');
    for (const { method, path } of guarded) {
      const answer = answers[`${method} ${path}`];
      expect([303, 401, 403], `${method} ${path}`).toContain(answer?.status);
      if (answer?.status === 303) expect(answer.location).toMatch(/^\/masuk/);
    }
    expect(Object.keys(answers)).toHaveLength(routes.filter((route) => route.door === door).length);
  });

  test.each(Object.keys(workerEffects))('%s starts with what it reads beside it', async (worker) => {
    expect(await coldStart(worker)).toEqual({ batch: { batchItemFailures: [] } });
  });

  test('has no file that the code looks for left behind', async () => {
    const faces = await readdir(join(taskRoot('signing'), 'node_modules/@expo-google-fonts'));
    expect(faces.sort()).toEqual(['source-sans-3', 'source-serif-4']);
    for (const kind of ['pakta-integritas', 'perjanjian-kinerja', 'piagam-zi', 'shared'])
      expect(await readdir(join(taskRoot('typesetting'), 'templates', kind))).not.toEqual([]);
    for (const name of functionNames) {
      const code = await readFile(join(taskRoot(name), `functions/${name}/lambda.mjs`), 'utf8');
      const present = await readdir(taskRoot(name));
      expect(present.includes('node_modules'), name).toBe(code.includes('@expo-google-fonts/'));
    }
  });
});
