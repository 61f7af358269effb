import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('the verifier and what it needs bundle for browsers, without any Node built-in', async () => {
  const entryPoint = new URL('../../core/verification/verify-pdf.ts', import.meta.url).pathname;

  const result = await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    metafile: true,
    logLevel: 'silent',
  });

  expect(result.errors).toEqual([]);
  expect(Object.keys(result.metafile.inputs).filter((input) => input.startsWith('node:'))).toEqual([]);
});
