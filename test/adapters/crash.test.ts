import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openFolderContentStore } from '../../adapters/embedded/folder-content-store.ts';
import { openSqliteRegistry } from '../../adapters/embedded/sqlite-registry.ts';
import { systemClock } from '../../adapters/embedded/system-clock.ts';
import { temporaryLinks } from '../../adapters/embedded/temporary-links.ts';
import type { IndexName, Page } from '../../core/ports/registry.ts';
import { scratchFolder } from './scratch-folder.ts';

type Fact =
  | { readonly kind: 'content'; readonly sha256: string }
  | {
      readonly kind: 'item';
      readonly key: string;
      readonly version: number;
      readonly sha256: string;
      readonly saved: string;
    };

const KILLS = 10;
const folder = scratchFolder();
const file = join(folder, 'registry.sqlite');
const root = join(folder, 'archive');

it(`keeps everything acknowledged through ${KILLS} kills -9`, async () => {
  const facts: Fact[] = [];
  for (let run = 0; run < KILLS; run += 1) facts.push(...(await writeUntilKilled(String(run))));

  const links = temporaryLinks('http://localhost', new Uint8Array(32));
  const registry = openSqliteRegistry(file, systemClock);
  const store = await openFolderContentStore({ root, extension: 'pdf', links, clock: systemClock });
  const latest = new Map<string, number>();
  for (const fact of facts) {
    // `get` compares the bytes with their hash.
    expect(await store.get(fact.sha256)).toBeDefined();
    if (fact.kind === 'content') continue;
    expect(fact.saved).toBe('saved');
    latest.set(fact.key, fact.version);
    expect((await registry.load(fact.key))?.body).toEqual({ sha256: fact.sha256 });
  }
  expect(latest.size).toBeGreaterThan(KILLS);

  for (const [key, version] of latest) {
    expect((await registry.load(key))?.version).toBeGreaterThanOrEqual(version);
  }

  // What was under way when the kill came is there whole or not at all, acknowledged or not.
  const items = await everything((after) => registry.scan({ limit: 1000, ...after }));
  const pending = await keysOf('pending', 'p');
  const board = await keysOf('board', 'b');
  for (const { key, version } of items) {
    expect([pending.has(key), board.has(key)]).toEqual(version === 1 ? [true, false] : [false, true]);
  }
  expect(pending.size + board.size).toBe(items.length);
  for (const path of globSync('*/*.pdf', { cwd: root })) {
    expect(await store.get(basename(path, '.pdf'))).toBeDefined();
  }
  registry.close();
  const database = new DatabaseSync(file);
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();

  async function keysOf(index: IndexName, partition: string): Promise<Set<string>> {
    const rows = await everything((after) => registry.query(index, partition, { limit: 1000, ...after }));
    return new Set(rows.map((row) => row.key));
  }
});

async function everything<T>(ask: (after: { after?: string }) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  let after: { after?: string } = {};
  for (;;) {
    const page = await ask(after);
    rows.push(...page.rows);
    if (page.next === undefined) return rows;
    after = { after: page.next };
  }
}

/** Kills the writer a random moment after its first acknowledgement, and answers with all it acknowledged. */
async function writeUntilKilled(run: string): Promise<Fact[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-writer.ts'), file, root, run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const facts: Fact[] = [];
  for await (const line of createInterface(child.stdout)) {
    if (facts.length === 0) setTimeout(() => child.kill('SIGKILL'), Math.random() * 300);
    // A line cut in two by the kill was not acknowledged.
    if (line.endsWith('}')) facts.push(JSON.parse(line) as Fact);
  }
  if (facts.length === 0) throw new Error(`the writer ended with ${child.exitCode} before it wrote anything`);
  return facts;
}
