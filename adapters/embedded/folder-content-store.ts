import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../core/ports/clock.ts';
import type { ContentStore } from '../../core/ports/content-store.ts';
import { ContentDamaged, StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { contentPath, sha256Hex } from '../content-address.ts';
import { createOnce, hasCode, removeLeftovers, syncFolder } from './create-once.ts';
import type { TemporaryLinks } from './temporary-links.ts';

/** A temporary file older than this belongs to nobody alive: one put takes seconds. */
const LEFTOVER_AGE_MS = 3_600_000;

export type FolderContentStoreOptions = {
  readonly root: string;
  /** `pdf` for finished renditions, `json` for records, `bin` for working content. */
  readonly extension: 'pdf' | 'json' | 'bin';
  readonly links: TemporaryLinks;
  readonly clock: Clock;
};

/** Write-once files `<root>/<hh>/<sha256>.<extension>`, read-only once they have their name. Nothing here deletes one. */
export async function openFolderContentStore(options: FolderContentStoreOptions): Promise<ContentStore> {
  const { root, extension, links, clock } = options;
  const pathOf = (sha256: string) => join(root, contentPath(sha256, extension));
  const durableFolders = new Set<string>();

  await engine(async () => {
    await mkdir(root, { recursive: true, mode: 0o700 });
    await syncFolder(dirname(root));
    const before = new Date(clock.now().getTime() - LEFTOVER_AGE_MS);
    for (const found of await readdir(root, { withFileTypes: true })) {
      if (found.isDirectory()) await removeLeftovers(join(root, found.name), before);
    }
  });

  async function prepareFolder(folder: string): Promise<void> {
    if (durableFolders.has(folder)) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Another process may have made the folder and not yet have synced its name.
    await syncFolder(root);
    durableFolders.add(folder);
  }

  async function read(sha256: string): Promise<Uint8Array | undefined> {
    const bytes = await engine(() => unlessMissing(readFile(pathOf(sha256))));
    if (bytes === undefined) return undefined;
    if (sha256Hex(bytes) !== sha256) throw new ContentDamaged(sha256);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  return {
    async put(bytes) {
      const sha256 = sha256Hex(bytes);
      const path = pathOf(sha256);
      const outcome = await engine(async () => {
        await prepareFolder(dirname(path));
        return createOnce(path, bytes, 0o444);
      });
      // What already stood there is only as good as its hash.
      if (outcome === 'exists') await read(sha256);
      return sha256;
    },
    get: read,
    async has(sha256) {
      const path = pathOf(sha256);
      return (await engine(() => unlessMissing(stat(path)))) !== undefined;
    },
    async temporaryUrl(sha256, seconds, fileName) {
      contentPath(sha256, extension);
      return links.issue(sha256, fileName, clock.now(), seconds);
    },
  };
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function engine<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw new StorageUnavailable('the folder of files did not do what was asked', { cause });
  }
}
