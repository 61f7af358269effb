import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { readConfiguration } from '../adapters/configuration.ts';
import { contentFiles, packFiles, registryFile } from './backup-file.ts';
import { requireExistingData } from './existing-data.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { removeWhenInterrupted } from './interruption.ts';

/** Backups concern the embedded engines; in AWS the table and the buckets have their own (docs/deploy.md). */
export const embeddedEngines = { registry: 'sqlite', archive: 'folder', vault: 'file' };

/**
 * `ikrar backup FILE`: a gzipped tar of the data folder, while the server may run. The registry is copied
 * first, as one consistent snapshot: every revision it names was stored before it was recorded, so the
 * content that is copied afterwards is complete for it. FILE gets its name when it is whole.
 */
export async function backupCommand(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [target] = positionals;
  if (!target || positionals.length > 1) throw new UsageError('diharapkan satu nama berkas cadangan.');
  const configuration = readConfiguration(process.env, embeddedEngines);
  await requireExistingData(configuration);
  await refuseExisting(target);
  const { dataFolder } = configuration;
  const scratch = await mkdtemp(join(tmpdir(), 'ikrar-backup-'));
  const partial = `${target}.part-${process.pid}`;
  const finished = removeWhenInterrupted([partial, scratch]);
  try {
    const snapshot = join(scratch, registryFile);
    copyRegistry(join(dataFolder, registryFile), snapshot);
    const count = await packFiles(
      [{ name: registryFile, path: snapshot }, ...(await contentFiles(dataFolder))],
      partial,
    );
    await refuseExisting(target);
    await rename(partial, target);
    process.stdout.write(`${count} berkas dicadangkan ke ${target}.\n`);
    process.stdout.write(
      'Cadangan ini memuat kunci otoritas sertifikat. Simpan di tempat yang aman dan terpisah dari server ini.\n',
    );
    return exitCode.done;
  } finally {
    await rm(partial, { force: true });
    await rm(scratch, { recursive: true, force: true });
    finished();
  }
}

async function refuseExisting(target: string): Promise<void> {
  const standing = await stat(target).catch(() => undefined);
  if (standing) throw new UsageError(`berkas "${target}" sudah ada; pilih nama lain.`);
}

function copyRegistry(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}
