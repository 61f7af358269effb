import { cpSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFiles } from './bundle-files.ts';
import type { FunctionName } from './function-rights.ts';

/**
 * node infra/complete-bundle.ts <function> <folder with esbuild's index.mjs> <folder of the built web assets>
 *
 * Run by CDK after esbuild: moves the bundle to where its source stands in the repository and puts what it reads
 * at run time beside it.
 */
const [name, output, webAssets] = process.argv.slice(2);
if (name === undefined || output === undefined || webAssets === undefined)
  throw new Error('expected a function, its folder, and the folder of the web assets');

const repository = fileURLToPath(new URL('..', import.meta.url));
const functionFolder = join(output, 'functions', name);
mkdirSync(functionFolder, { recursive: true });
renameSync(join(output, 'index.mjs'), join(functionFolder, 'lambda.mjs'));
renameSync(join(output, 'index.mjs.map'), join(functionFolder, 'index.mjs.map'));
writeFileSync(join(output, 'package.json'), '{"type":"module"}\n');

const { copied, webAssets: withAssets } = bundleFiles(name as FunctionName);
for (const path of copied) copy(join(repository, path), join(output, path));
if (withAssets) copy(webAssets, join(output, 'web/assets'));

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, dereference: true });
}
