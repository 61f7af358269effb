import { randomUUID } from 'node:crypto';
import { link, open, readdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const TEMPORARY = '.sementara-';

/**
 * Creates `path` with all of `bytes` or not at all, and never replaces what stands there, whoever else is
 * writing. `link` is the one POSIX call that gives a complete file its name and refuses an existing one
 * (`rename` would replace it). When this resolves, file and name survive a power cut.
 */
export async function createOnce(
  path: string,
  bytes: Uint8Array,
  mode: number,
): Promise<'created' | 'exists'> {
  const temporary = join(dirname(path), TEMPORARY + randomUUID());
  const file = await open(temporary, 'wx', 0o600);
  try {
    try {
      await file.writeFile(bytes);
      await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, path);
    return 'created';
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return 'exists';
    throw error;
  } finally {
    await unlink(temporary);
    // Also when the name existed: its writer may not have come to this line before it was killed.
    await syncFolder(dirname(path));
  }
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Removes what writers killed before `olderThan` left behind; never touches a file which has its name. */
export async function removeLeftovers(folder: string, olderThan: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(TEMPORARY)) continue;
    const path = join(folder, name);
    try {
      if ((await stat(path)).mtime < olderThan) await unlink(path);
    } catch (error) {
      // Its writer, or another cleaner, was faster.
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
