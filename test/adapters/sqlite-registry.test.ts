import { randomUUID } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqliteRegistry } from '../../adapters/embedded/sqlite-registry.ts';
import { systemClock } from '../../adapters/embedded/system-clock.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { registryContract } from '../contracts/registry.contract.ts';
import { scratchFolder } from './scratch-folder.ts';

const folder = scratchFolder();
const newFile = () => join(folder, randomUUID(), 'registry.sqlite');

registryContract('SQLite', async (clock) => {
  const registry = openSqliteRegistry(newFile(), clock);
  return { registry, close: async () => registry.close() };
});

it('keeps the file to its owner', () => {
  const file = newFile();
  openSqliteRegistry(file, systemClock).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('finds everything again when opened anew, by two at once', async () => {
  const file = newFile();
  const item = { key: 'a#1', version: 1, body: { n: 1 }, indexes: { board: { partition: 'p', sort: 's' } } };
  const first = openSqliteRegistry(file, systemClock);
  await first.save(item);
  const second = openSqliteRegistry(file, systemClock);

  expect(await second.load('a#1')).toEqual(item);
  expect(await second.save({ ...item, version: 2 })).toBe('saved');
  expect(await first.save({ ...item, version: 2 })).toBe('conflict');
  expect((await first.load('a#1'))?.version).toBe(2);
  first.close();
  second.close();
});

it('writes neither item nor entries when the entries cannot be written', async () => {
  const file = newFile();
  const registry = openSqliteRegistry(file, systemClock);
  const item = { key: 'a#1', version: 1, body: {}, indexes: { board: { partition: 'p', sort: 's' } } };
  await registry.save(item);
  const saboteur = new DatabaseSync(file);
  saboteur.exec(`CREATE TRIGGER full BEFORE INSERT ON index_entries WHEN NEW.sort = 'x'
    BEGIN SELECT RAISE(ABORT, 'disk full'); END`);

  const moved = { ...item, version: 2, indexes: { board: { partition: 'p', sort: 'x' } } };
  await expect(registry.save(moved)).rejects.toBeInstanceOf(StorageUnavailable);

  expect(await registry.load('a#1')).toEqual(item);
  expect((await registry.query('board', 'p')).rows).toEqual([{ key: 'a#1', sort: 's' }]);
  expect(await registry.save({ ...item, version: 2 })).toBe('saved');
  saboteur.close();
  registry.close();
});

it('says StorageUnavailable for a file that is no database, of another schema, or closed', async () => {
  const damaged = join(folder, 'damaged.sqlite');
  writeFileSync(damaged, 'x'.repeat(8192));
  expect(() => openSqliteRegistry(damaged, systemClock)).toThrow(StorageUnavailable);

  const newer = join(folder, 'newer.sqlite');
  const database = new DatabaseSync(newer);
  database.exec('PRAGMA user_version = 9');
  database.close();
  expect(() => openSqliteRegistry(newer, systemClock)).toThrow(StorageUnavailable);

  const registry = openSqliteRegistry(newFile(), systemClock);
  registry.close();
  await expect(registry.load('a#1')).rejects.toBeInstanceOf(StorageUnavailable);
});
