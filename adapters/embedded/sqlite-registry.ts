import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Clock } from '../../core/ports/clock.ts';
import type { IndexRow, Item, JsonObject, Page, Registry } from '../../core/ports/registry.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { pageLimit, serialise } from '../item-limits.ts';

const SCHEMA_VERSION = 1;

/** SQLite compares text as UTF-8 bytes (collation BINARY), which is also DynamoDB's order of sort keys. */
const SCHEMA = `
  CREATE TABLE items (
    key TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL, summary TEXT, expires_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE index_entries (
    index_name TEXT NOT NULL, partition TEXT NOT NULL, sort TEXT NOT NULL, key TEXT NOT NULL REFERENCES items,
    PRIMARY KEY (index_name, partition, sort, key)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX entries_of_item ON index_entries (key, index_name);
  PRAGMA user_version = ${SCHEMA_VERSION};`;

/** One statement reads the item and its entries, so that another process cannot write between the two. */
const ITEM = `
  SELECT key, version, body, summary, expires_at AS expiresAt,
    (SELECT json_group_object(index_name, json_object('partition', partition, 'sort', sort))
      FROM index_entries WHERE index_entries.key = items.key) AS indexes
  FROM items WHERE (expires_at IS NULL OR expires_at >= :now)`;

const entry = z.strictObject({ partition: z.string(), sort: z.string() });
const itemRow = z.object({
  key: z.string(),
  version: z.int(),
  body: z.string(),
  summary: z.string().nullable(),
  expiresAt: z.int().nullable(),
  indexes: z.string(),
});
const indexes = z.strictObject({
  board: entry.optional(),
  waiting: entry.optional(),
  pending: entry.optional(),
  code: entry.optional(),
});
const indexRow = z.object({ key: z.string(), sort: z.string(), summary: z.string().nullable() });

export type SqliteRegistry = Registry & { close(): void };

/** The embedded registry: one file in WAL mode; a save that resolved has been fsynced (`synchronous=FULL`). */
export function openSqliteRegistry(file: string, clock: Clock): SqliteRegistry {
  const database = engine(() => openDatabase(file));
  const now = () => clock.now().getTime() / 1000;
  const load = database.prepare(`${ITEM} AND key = :key`);
  const scan = database.prepare(`${ITEM} AND key > :after ORDER BY key LIMIT :limit`);
  const stored = database.prepare(
    'SELECT version FROM items WHERE key = :key AND (expires_at IS NULL OR expires_at >= :now)',
  );
  const write = database.prepare(`
    INSERT INTO items (key, version, body, summary, expires_at) VALUES (:key, :version, :body, :summary, :expiresAt)
    ON CONFLICT (key) DO UPDATE SET version = excluded.version, body = excluded.body,
      summary = excluded.summary, expires_at = excluded.expires_at`);
  const leaveIndexes = database.prepare('DELETE FROM index_entries WHERE key = :key');
  const enterIndex = database.prepare('INSERT INTO index_entries VALUES (:name, :partition, :sort, :key)');
  const rows = database.prepare(`
    SELECT entries.key, entries.sort, items.summary
    FROM index_entries AS entries JOIN items ON items.key = entries.key
    WHERE index_name = :name AND partition = :partition AND (entries.sort, entries.key) > (:sort, :key)
      AND (expires_at IS NULL OR expires_at >= :now)
    ORDER BY entries.sort, entries.key LIMIT :limit`);

  return {
    async load(key) {
      const row = engine(() => load.get({ key, now: now() }));
      return row === undefined ? undefined : engine(() => toItem(row));
    },

    async save(item) {
      const { body, summary = null } = serialise(item);
      const { key, version, expiresAt = null } = item;
      return engine(() => {
        // IMMEDIATE takes the write lock before the version is read: another process cannot slip in between.
        database.exec('BEGIN IMMEDIATE');
        try {
          const found = z
            .object({ version: z.int() })
            .optional()
            .parse(stored.get({ key, now: now() }));
          if ((found?.version ?? 0) !== version - 1) {
            database.exec('ROLLBACK');
            return 'conflict';
          }
          write.run({ key, version, body, summary, expiresAt });
          leaveIndexes.run({ key });
          for (const [name, { partition, sort }] of Object.entries(item.indexes ?? {})) {
            enterIndex.run({ name, partition, sort, key });
          }
          database.exec('COMMIT');
          return 'saved';
        } catch (error) {
          if (database.isTransaction) database.exec('ROLLBACK');
          throw error;
        }
      });
    },

    async query(name, partition, { limit, after } = {}) {
      const size = pageLimit(limit);
      const [sort = '', key = ''] = after === undefined ? [] : readCursor(after, 2);
      return engine(() => {
        const found = rows.all({ name, partition, sort, key, now: now(), limit: size + 1 });
        return page(found.map(toIndexRow), size, (last) => [last.sort, last.key]);
      });
    },

    async scan({ limit, after } = {}) {
      const size = pageLimit(limit);
      const [start = ''] = after === undefined ? [] : readCursor(after, 1);
      return engine(() => {
        const found = scan.all({ after: start, now: now(), limit: size + 1 });
        return page(found.map(toItem), size, (last) => [last.key]);
      });
    },

    close: () => database.close(),
  };
}

function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Another process (a backup, a second server) may hold the write lock for a moment.
  const database = new DatabaseSync(file, { timeout: 10_000, enableForeignKeyConstraints: true });
  // The items hold names and NIPs. SQLite gives its -wal and -shm files the mode of the database.
  chmodSync(file, 0o600);
  const mode = database.prepare('PRAGMA journal_mode = WAL').get();
  if (mode?.journal_mode !== 'wal') throw new Error(`expected journal mode wal, got ${mode?.journal_mode}`);
  database.exec('PRAGMA synchronous = FULL; BEGIN IMMEDIATE');
  const version = database.prepare('PRAGMA user_version').get()?.user_version;
  if (version === 0) database.exec(SCHEMA);
  else if (version !== SCHEMA_VERSION) {
    throw new Error(
      `${file} has schema ${version}, this program knows ${SCHEMA_VERSION}: use the program that wrote it`,
    );
  }
  database.exec('COMMIT');
  return database;
}

function engine<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new StorageUnavailable('the SQLite registry did not do what was asked', { cause });
  }
}

function page<T>(found: readonly T[], size: number, position: (last: T) => readonly string[]): Page<T> {
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return found.length > size && last !== undefined ? { rows, next: writeCursor(position(last)) } : { rows };
}

function toItem(value: unknown): Item {
  const row = itemRow.parse(value);
  const entries = indexes.parse(JSON.parse(row.indexes));
  return {
    key: row.key,
    version: row.version,
    body: JSON.parse(row.body) as JsonObject,
    ...(row.summary !== null && { summary: JSON.parse(row.summary) as JsonObject }),
    ...(row.indexes !== '{}' && { indexes: entries as NonNullable<Item['indexes']> }),
    ...(row.expiresAt !== null && { expiresAt: row.expiresAt }),
  };
}

function toIndexRow(value: unknown): IndexRow {
  const { key, sort, summary } = indexRow.parse(value);
  return summary === null ? { key, sort } : { key, sort, summary: JSON.parse(summary) as JsonObject };
}
