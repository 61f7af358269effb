import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { type Asset, type Assets, assetType } from './asset.ts';
import { govukBlocks } from './style/govuk-blocks.ts';
import { pickRules } from './style/pick-rules.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const installed = (path: string): string => createRequire(import.meta.url).resolve(path);

/** Builds every asset once, in memory: for a local start, for tests, and for the bundle of the Lambda. */
export async function buildAssets(): Promise<Map<string, Asset>> {
  const built = await Promise.all([
    script('page.js', here('scripts/page.ts')),
    script('enter.js', here('scripts/enter.ts')),
    script('reader.js', here('scripts/reader.ts')),
    script('signing-list.js', here('scripts/signing-list.ts')),
    script('viewer.js', here('scripts/viewer.ts')),
    script('file-check.js', here('scripts/file-check.ts')),
    script('verifier.js', here('scripts/verifier.ts')),
    script('own-certificate.js', here('scripts/own-certificate.ts')),
    script('own-key.js', here('scripts/own-key.ts')),
    script('muster.js', here('scripts/muster.ts')),
    // The legacy build: heads of office do not renew their phones every year.
    copy('pdf-worker.js', installed('pdfjs-dist/legacy/build/pdf.worker.min.mjs')),
    style(),
    musterStyle(),
    copy('icon.svg', here('style/icon.svg')),
  ]);
  return new Map(built);
}

/** Writes the assets into a folder, as `openAssetFolder` reads them in a Lambda. */
export async function writeAssets(folder: string, assets: Assets): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, { body }] of assets) await writeFile(join(folder, name), body);
}

async function script(name: string, entry: string): Promise<[string, Asset]> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: ['chrome100', 'firefox102', 'safari15.4'],
    legalComments: 'eof',
    logLevel: 'silent',
  });
  return named(name, outputFiles[0]?.contents ?? new Uint8Array());
}

async function copy(name: string, path: string): Promise<[string, Asset]> {
  return named(name, new Uint8Array(await readFile(path)));
}

async function style(): Promise<[string, Asset]> {
  const govuk = await readFile(installed('govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8');
  const own = await readFile(here('style/style.css'), 'utf8');
  const base = pickRules(govuk, govukBlocks).replaceAll(
    'GDS Transport,arial,sans-serif',
    'var(--ikrar-type)',
  );
  return styleSheet('style.css', `${base}\n${own}`);
}

/** The big screen shares nothing with the pages: no form, no link in its text, letters measured in screens. */
const musterStyle = async (): Promise<[string, Asset]> =>
  styleSheet('muster.css', await readFile(here('style/muster.css'), 'utf8'));

async function styleSheet(name: string, css: string): Promise<[string, Asset]> {
  const { code } = await transform(css, {
    loader: 'css',
    minify: true,
    target: ['chrome100', 'firefox102', 'safari15.4'],
  });
  return named(name, new TextEncoder().encode(code));
}

function named(name: string, body: Uint8Array): [string, Asset] {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const dot = name.lastIndexOf('.');
  const file = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
  return [file, { body, type: assetType(file), etag: `"${hash}"` }];
}
