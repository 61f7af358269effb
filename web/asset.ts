/** A file the pages load. Its name holds a hash of its bytes, so it may be kept for ever. */
export type Asset = {
  readonly body: Uint8Array;
  readonly type: string;
  readonly etag: string;
};

/** By hashed file name: `style.1A2B3C4D.css`. */
export type Assets = ReadonlyMap<string, Asset>;

export const assetNames = [
  'style.css',
  'page.js',
  'enter.js',
  'reader.js',
  'signing-list.js',
  'viewer.js',
  'pdf-worker.js',
  'file-check.js',
  'verifier.js',
  'own-certificate.js',
  'own-key.js',
  'muster.js',
  'muster.css',
  'icon.svg',
] as const;
export type AssetName = (typeof assetNames)[number];

/** Where each asset is found, for the pages. */
export type AssetPaths = Readonly<Record<AssetName, string>>;

export class AssetMissing extends Error {
  override readonly name = 'AssetMissing';
}

/** Throws AssetMissing: a site without its style or reader is not started. */
export function assetPaths(assets: Assets): AssetPaths {
  const found = new Map([...assets.keys()].map((file) => [plainName(file), `/assets/${file}`]));
  const path = (name: AssetName): string => {
    const known = found.get(name);
    if (known === undefined) throw new AssetMissing(`expected an asset ${name}, got ${[...found.keys()]}`);
    return known;
  };
  return {
    'style.css': path('style.css'),
    'page.js': path('page.js'),
    'enter.js': path('enter.js'),
    'reader.js': path('reader.js'),
    'signing-list.js': path('signing-list.js'),
    'viewer.js': path('viewer.js'),
    'pdf-worker.js': path('pdf-worker.js'),
    'file-check.js': path('file-check.js'),
    'verifier.js': path('verifier.js'),
    'own-certificate.js': path('own-certificate.js'),
    'own-key.js': path('own-key.js'),
    'muster.js': path('muster.js'),
    'muster.css': path('muster.css'),
    'icon.svg': path('icon.svg'),
  };
}

/** `style.1A2B3C4D.css` → `style.css` */
const plainName = (file: string): string => file.replace(/\.[A-Za-z0-9_-]+(?=\.[a-z]+$)/, '');

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

export const assetType = (file: string): string =>
  types[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
