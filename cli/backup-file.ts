import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { UsageError } from './exit-code.ts';

/** The registry's place in the data folder and in a backup. */
export const registryFile = 'registry.sqlite';

/** What writers call a file until it is whole (adapters/embedded/create-once.ts): belongs to no backup. */
const temporaryPrefix = '.sementara-';

export type BackupEntry = { readonly name: string; readonly path: string };

/** Everything in the data folder but the registry and what is not finished. */
export async function contentFiles(dataFolder: string): Promise<BackupEntry[]> {
  const entries = await readdir(dataFolder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith(temporaryPrefix))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(dataFolder, path).split(sep).join('/'), path }))
    .filter(({ name }) => !name.startsWith(registryFile));
}

/** Packs the files to the new file `target`, synced; answers with how many. A file that vanished is left out. */
export async function packFiles(files: readonly BackupEntry[], target: string): Promise<number> {
  const output = await create(target);
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 1 }), output.createWriteStream({ flush: true }));
  const add = async () => {
    let count = 0;
    for (const file of files) if (await addFile(archive, file)) count += 1;
    archive.finalize();
    return count;
  };
  const adding = add().catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  const [count] = await Promise.all([adding, written]);
  return count;
}

async function create(target: string): Promise<FileHandle> {
  try {
    return await open(target, 'wx', 0o600);
  } catch (cause) {
    throw new UsageError(`berkas cadangan tidak dapat dibuat di "${target}".`, { cause });
  }
}

async function addFile(archive: Pack, { name, path }: BackupEntry): Promise<boolean> {
  const file = await openUnlessGone(path);
  if (!file) {
    if (name === registryFile) throw new Error(`the snapshot ${path} vanished before it was packed`);
    return false;
  }
  try {
    const { size, mode } = await file.stat();
    // The snapshot was made under this process's umask; a registry is nobody else's to read.
    const entry = archive.entry({ name, size, mode: name === registryFile ? 0o600 : mode & 0o777 });
    // The header has named this size: what is appended meanwhile is not read.
    const bytes =
      size === 0 ? Readable.from([]) : file.createReadStream({ start: 0, end: size - 1, autoClose: false });
    await pipeline(bytes, entry);
    return true;
  } finally {
    await file.close();
  }
}

async function openUnlessGone(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    // Nothing of ours deletes what the registry names.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
