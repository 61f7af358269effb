import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { readConfiguration } from '../adapters/configuration.ts';
import { exitCode, UsageError } from './exit-code.ts';

/** The registry's place in the data folder and in a backup. */
export const registryFile = 'registry.sqlite';

/**
 * `ikrar backup FILE`: a gzipped tar of the data folder, while the server may run. The registry is copied
 * first, as one consistent snapshot: every revision it names was stored before it was recorded, so the
 * content that is copied afterwards is complete for it.
 */
export async function backupCommand(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [target] = positionals;
  if (!target || positionals.length > 1) throw new UsageError('diharapkan satu nama berkas cadangan.');
  const { dataFolder } = readConfiguration(process.env, embeddedEngines);
  await stat(join(dataFolder, registryFile)).catch((cause: unknown) => {
    throw new UsageError(`tidak ada data di folder "${dataFolder}".`, { cause });
  });
  const scratch = await mkdtemp(join(tmpdir(), 'ikrar-backup-'));
  try {
    const snapshot = join(scratch, registryFile);
    const database = new DatabaseSync(join(dataFolder, registryFile), { readOnly: true });
    try {
      database.prepare('VACUUM INTO ?').run(snapshot);
    } finally {
      database.close();
    }
    const files = [{ name: registryFile, path: snapshot }, ...(await contentFiles(dataFolder))];
    await write(files, target);
    process.stdout.write(`${files.length} berkas dicadangkan ke ${target}.\n`);
    process.stdout.write(
      'Cadangan ini memuat kunci otoritas sertifikat. Simpan di tempat yang aman dan terpisah dari server ini.\n',
    );
    return exitCode.done;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Backups concern the embedded engines; in AWS the table and the buckets have their own (docs/deploy.md). */
export const embeddedEngines = { registry: 'sqlite', archive: 'folder', vault: 'file' };

type Entry = { readonly name: string; readonly path: string };

async function contentFiles(dataFolder: string): Promise<Entry[]> {
  const entries = await readdir(dataFolder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(dataFolder, path).split(sep).join('/'), path }))
    .filter(({ name }) => !name.startsWith(registryFile));
}

async function write(files: readonly Entry[], target: string): Promise<void> {
  const archive = pack();
  const output = createWriteStream(target, { flags: 'wx', mode: 0o600 });
  const written = pipeline(archive, createGzip({ level: 1 }), output);
  const add = async () => {
    for (const { name, path } of files) {
      const { size, mode } = await stat(path);
      // The snapshot was made under this process's umask; a registry is nobody else's to read.
      const entry = archive.entry({ name, size, mode: name === registryFile ? 0o600 : mode & 0o777 });
      await pipeline(createReadStream(path), entry);
    }
    archive.finalize();
  };
  try {
    await Promise.all([written, add()]);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')
      throw new UsageError(`berkas "${target}" sudah ada; pilih nama lain.`, { cause });
    throw cause;
  }
}
