import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { PkiMalformed } from '../core/pki/reading/pki-malformed.ts';
import type { RevocationList } from '../core/pki/reading/revocation-list.ts';
import { readRevocationListFile } from '../core/pki/reading/revocation-list-file.ts';
import { type TrustAnchor, type TrustList, trustList } from '../core/pki/reading/trust-list.ts';
import { readTrustFile, TrustFileMalformed } from '../core/pki/trust-file.ts';
import { UsageError } from './exit-code.ts';

/** A file which is not there or cannot be read. Ends with 66. */
export class InputUnreadable extends Error {
  override readonly name = 'InputUnreadable';
}

const standardInput = '-';

/** How a report calls a file. */
export const nameOfInput = (path: string): string => (path === standardInput ? '(masukan baku)' : path);

/** @throws InputUnreadable */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(path === standardInput ? await buffer(process.stdin) : await readFile(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new InputUnreadable(`${nameOfInput(path)} tidak dapat dibaca: ${reasons[code] ?? code}`, {
      cause: error,
    });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'berkas tidak ada',
  EISDIR: 'ini folder, bukan berkas',
  EACCES: 'tidak ada izin membaca',
};

/** @throws InputUnreadable, UsageError */
export async function readTrust(paths: readonly string[]): Promise<TrustList> {
  const anchors: TrustAnchor[] = [];
  for (const path of paths) {
    try {
      anchors.push(...readTrustFile(new TextDecoder().decode(await readInput(path))));
    } catch (error) {
      if (!(error instanceof TrustFileMalformed)) throw error;
      throw new UsageError(`${path} bukan daftar penerbit yang dapat dibaca (${error.message})`);
    }
  }
  return trustList(anchors);
}

/** @throws InputUnreadable, UsageError */
export async function readRevocationLists(paths: readonly string[]): Promise<RevocationList[]> {
  const lists: RevocationList[] = [];
  for (const path of paths) {
    try {
      lists.push(readRevocationListFile(await readInput(path)));
    } catch (error) {
      if (!(error instanceof PkiMalformed)) throw error;
      throw new UsageError(`${path} bukan daftar pencabutan yang dapat dibaca (${error.message})`);
    }
  }
  return lists;
}
