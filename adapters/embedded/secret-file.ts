import { randomBytes, randomUUID } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { VaultRefused } from '../key-purposes.ts';
import { createOnce, hasCode, syncFolder } from './create-once.ts';

const OWNER_ONLY = 0o600;

/** The bytes of a file only its owner may read; `undefined` where there is none. */
export async function readSecretFile(path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const { mode } = await file.stat();
      if ((mode & 0o077) !== 0) {
        throw new VaultRefused(
          'file-readable-by-others',
          `${path}: expected mode 600, got ${(mode & 0o777).toString(8)}; run chmod 600 and consider who may have read it`,
        );
      }
      return new Uint8Array(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Writes a file only its owner may read, unless it is there; answers with what then stands there. */
export async function createSecretFile(path: string, bytes: Uint8Array): Promise<Uint8Array> {
  await createOnce(path, bytes, OWNER_ONLY);
  const standing = await readSecretFile(path);
  if (standing === undefined)
    throw new VaultRefused('file-missing', `${path} vanished while it was being created`);
  return standing;
}

/** Puts a file only its owner may read in the place of the one before, whole or not at all. */
export async function replaceSecretFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.sementara-${randomUUID()}`);
  const file = await open(temporary, 'wx', OWNER_ONLY);
  try {
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** 32 random bytes, drawn once for each installation. */
export async function openSecret(path: string): Promise<Uint8Array> {
  const secret = (await readSecretFile(path)) ?? (await createSecretFile(path, randomBytes(32)));
  if (secret.length !== 32) {
    throw new VaultRefused(
      'file-damaged',
      `${path}: expected 32 bytes, got ${secret.length}; restore it from a backup`,
    );
  }
  return secret;
}
