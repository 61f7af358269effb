import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contentDisposition } from '../../adapters/content-disposition.ts';
import { openFolderContentStore } from '../../adapters/embedded/folder-content-store.ts';
import { systemClock } from '../../adapters/embedded/system-clock.ts';
import { temporaryLinks } from '../../adapters/embedded/temporary-links.ts';
import { contentStoreContract } from '../contracts/content-store.contract.ts';
import { scratchFolder } from './scratch-folder.ts';

const folder = scratchFolder();
const links = temporaryLinks('http://localhost:3000', randomBytes(32));
const openAt = (root: string) =>
  openFolderContentStore({ root, extension: 'pdf', links, clock: systemClock });
const pathIn = (root: string, sha256: string) => join(root, sha256.slice(0, 2), `${sha256}.pdf`);

contentStoreContract('folder', async () => {
  const root = join(folder, randomUUID());
  const store = await openAt(root);
  return {
    store,
    reopen: () => openAt(root),
    async damage(sha256) {
      chmodSync(pathIn(root, sha256), 0o644);
      writeFileSync(pathIn(root, sha256), 'lain');
    },
    async fetch(url) {
      const leave = links.open(url, new Date());
      const bytes = leave && (await store.get(leave.sha256));
      if (leave === undefined || bytes === undefined)
        return { status: 404, bytes: new Uint8Array(), disposition: '' };
      return { status: 200, bytes, disposition: contentDisposition(leave.fileName) };
    },
    close: async () => undefined,
  };
});

it('leaves a read-only file and no temporary one', async () => {
  const root = join(folder, randomUUID());
  const sha256 = await (await openAt(root)).put(Buffer.from('isi'));
  expect(statSync(pathIn(root, sha256)).mode & 0o777).toBe(0o444);
  expect(readdirSync(join(root, sha256.slice(0, 2)))).toEqual([`${sha256}.pdf`]);
});

it('removes what a killed writer left, but not what somebody may still be writing', async () => {
  const root = join(folder, randomUUID());
  const sha256 = await (await openAt(root)).put(Buffer.from('isi'));
  const [old, fresh] = ['.sementara-old', '.sementara-fresh'].map((name) =>
    join(root, sha256.slice(0, 2), name),
  );
  for (const path of [old, fresh]) writeFileSync(path ?? '', 'separuh');
  const twoHoursAgo = new Date(Date.now() - 7_200_000);
  utimesSync(old ?? '', twoHoursAgo, twoHoursAgo);
  utimesSync(pathIn(root, sha256), twoHoursAgo, twoHoursAgo);

  await openAt(root);

  expect([old, fresh].map((path) => existsSync(path ?? ''))).toEqual([false, true]);
  expect(readFileSync(pathIn(root, sha256), 'utf8')).toBe('isi');
});

it('says StorageUnavailable when the folder cannot be written', async () => {
  const root = join(folder, randomUUID());
  const store = await openAt(root);
  const bytes = Buffer.from('isi');
  const sha256 = await (await openAt(join(folder, randomUUID()))).put(bytes);
  writeFileSync(join(root, sha256.slice(0, 2)), 'a file where the folder should be');
  await expect(store.put(bytes)).rejects.toMatchObject({ name: 'StorageUnavailable' });
});
