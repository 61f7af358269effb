import { cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFiles } from './bundle-files.ts';
import { type FunctionName, functionRights } from './function-rights.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** Moves esbuild's `index.mjs` to where its source stands in the repository, and puts what it reads beside it. */
export function completeBundle(name: FunctionName, output: string, webAssets: string): void {
  const functionFolder = join(output, 'functions', name);
  mkdirSync(functionFolder, { recursive: true });
  renameSync(join(output, 'index.mjs'), join(functionFolder, 'lambda.mjs'));
  // The bundle names its map, so the map keeps the name.
  renameSync(join(output, 'index.mjs.map'), join(functionFolder, 'index.mjs.map'));
  writeFileSync(join(output, 'package.json'), '{"type":"module"}\n');
  const { copied, webAssets: withAssets } = bundleFiles(name);
  for (const path of copied) copy(join(repository, path), join(output, path));
  if (withAssets) copy(webAssets, join(output, 'web/assets'));
}

function copy(from: string, to: string): void {
  if (!existsSync(from))
    throw new Error(
      `${from} is not there, and the deployed function would miss it; the native typesetter is installed on Linux x64 only (docs/deploy.md)`,
    );
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, dereference: true });
}

const isFunction = (name: string): name is FunctionName => Object.hasOwn(functionRights, name);

// node infra/complete-bundle.ts FUNCTION FOLDER WEB-ASSETS, as CDK runs it after esbuild.
if (import.meta.main) {
  const [name = '', output, webAssets] = process.argv.slice(2);
  if (!isFunction(name) || output === undefined || webAssets === undefined)
    throw new Error('expected a function, the folder of its bundle, and the folder of the web assets');
  completeBundle(name, output, webAssets);
}
