import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Asset, type Assets, assetType } from './asset.ts';

/** The assets which `writeAssets` put beside a Lambda's code. */
export async function openAssetFolder(folder: string): Promise<Assets> {
  const assets = new Map<string, Asset>();
  for (const file of await readdir(folder)) {
    const body = new Uint8Array(await readFile(join(folder, file)));
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    assets.set(file, { body, type: assetType(file), etag: `"${hash}"` });
  }
  return assets;
}
