import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { readConfiguration } from '../adapters/configuration.ts';
import { embeddedEngines } from './backup.ts';
import { registryFile } from './backup-file.ts';
import { exitCode, UsageError } from './exit-code.ts';

/** `ikrar restore FILE`: into an empty place only; nothing stands there unless everything was read. */
export async function restoreCommand(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [source] = positionals;
  if (!source || positionals.length > 1) throw new UsageError('diharapkan satu nama berkas cadangan.');
  const { dataFolder } = readConfiguration(process.env, embeddedEngines);
  if ((await entriesOf(dataFolder)).length > 0)
    throw new UsageError(
      `folder "${dataFolder}" sudah berisi data; pulihkan ke folder yang kosong (IKRAR_DATA).`,
    );
  const arriving = `${dataFolder}.restoring-${process.pid}`;
  try {
    const count = await unpack(source, arriving);
    checkRegistry(join(arriving, registryFile));
    await rmdir(dataFolder).catch(() => undefined);
    await rename(arriving, dataFolder);
    process.stdout.write(
      `${count} berkas dipulihkan ke ${dataFolder}. Jalankan "ikrar fsck" untuk memeriksa semuanya.\n`,
    );
    return exitCode.done;
  } finally {
    await rm(arriving, { recursive: true, force: true });
  }
}

const entriesOf = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function unpack(source: string, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const archive = extract();
  const reading = pipeline(createReadStream(source), createGunzip(), archive);
  let count = 0;
  const writing = (async () => {
    for await (const entry of archive) {
      const { name, type, mode } = entry.header;
      if (type !== 'file' || !isInside(name)) throw new Error(`entry "${name}" does not belong in a backup`);
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await pipeline(entry, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      await chmod(path, (mode ?? 0o600) & 0o777);
      count += 1;
    }
  })();
  try {
    await Promise.all([reading, writing]);
  } catch (cause) {
    throw new UsageError(
      `berkas "${source}" tidak dapat dibaca sebagai cadangan Ikrar yang utuh; tidak ada yang dipulihkan.`,
      { cause },
    );
  }
  return count;
}

/** Names in an archive are input: none may lead out of the folder. */
const isInside = (name: string): boolean =>
  normalize(name) === name && !name.startsWith('..') && !name.startsWith('/') && !name.includes('\\');

function checkRegistry(file: string): void {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const { integrity_check: result } = database.prepare('PRAGMA integrity_check').get() ?? {};
      if (result !== 'ok') throw new Error(String(result));
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new UsageError('daftar di dalam cadangan ini rusak; tidak ada yang dipulihkan.', { cause });
  }
}
