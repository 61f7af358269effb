import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImportFile } from '../core/roster/import-file.ts';
import { UsageError } from './exit-code.ts';

export interface GovernmentFiles {
  readonly government: ImportFile;
  /** What stands beside it, by its path in the folder; nothing for a single file. */
  readonly folder: readonly ImportFile[];
}

const limits = { files: 50, bytes: 2_000_000 } as const;

/** `--government`: one JSON file, or a folder with `government.json`, an emblem and `<kind>/wording.json`. */
export async function readGovernmentFiles(path: string): Promise<GovernmentFiles> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (!found.isDirectory())
    return { government: { fileName: basename(path), bytes: await readInput(path) }, folder: [] };
  const names = await listed(path);
  if (names.length > limits.files)
    throw new UsageError(
      `folder "${path}": diharapkan paling banyak ${limits.files} berkas, yang ada ${names.length}.`,
    );
  const files: ImportFile[] = [];
  for (const fileName of names) {
    const file = join(path, fileName);
    const { size } = await stat(file);
    if (size > limits.bytes)
      throw new UsageError(
        `berkas "${file}": diharapkan paling besar ${limits.bytes} bita, ukurannya ${size} bita.`,
      );
    files.push({ fileName, bytes: await readInput(file) });
  }
  const government = files.find(({ fileName }) => fileName === 'government.json');
  if (!government) throw new UsageError(`folder "${path}" tidak memuat government.json.`);
  return { government, folder: files.filter((file) => file !== government) };
}

/** Files of the folder and of its folders, none of them hidden or a link to somewhere else. */
async function listed(path: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile()) names.push(entry.name);
    if (!entry.isDirectory()) continue;
    for (const inner of await readdir(join(path, entry.name), { withFileTypes: true }))
      if (inner.isFile() && !inner.name.startsWith('.')) names.push(`${entry.name}/${inner.name}`);
  }
  return names.sort();
}

export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

const unreadable = (path: string, cause: unknown): UsageError =>
  new UsageError(`berkas "${path}" tidak dapat dibaca.`, { cause });
