import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openFolderContentStore } from '../../adapters/embedded/folder-content-store.ts';
import { openSqliteRegistry } from '../../adapters/embedded/sqlite-registry.ts';
import { systemClock } from '../../adapters/embedded/system-clock.ts';
import { temporaryLinks } from '../../adapters/embedded/temporary-links.ts';

/*
 * Run as a process of its own, to be killed. Writes content, then an item that names it, then moves an older item,
 * and prints one line after each acknowledgement: what is printed must be there afterwards.
 */
const [file = '', root = '', run = ''] = process.argv.slice(2);
const links = temporaryLinks('http://localhost', new Uint8Array(32));
const registry = openSqliteRegistry(file, systemClock);
const store = await openFolderContentStore({ root, extension: 'pdf', links, clock: systemClock });

for (let n = 0; ; n += 1) {
  const seed = createHash('sha512').update(`${run}/${n}`).digest();
  const bytes = Buffer.concat(Array.from({ length: 1 + (n % 40) * 50 }, () => seed));
  const sha256 = await store.put(bytes);
  acknowledge({ kind: 'content', sha256 });
  const key = `doc#${run}-${n}`;
  const saved = await registry.save({
    key,
    version: 1,
    body: { sha256 },
    indexes: { pending: { partition: 'p', sort: key } },
  });
  acknowledge({ kind: 'item', key, version: 1, sha256, saved });
  const moved = await registry.save({
    key,
    version: 2,
    body: { sha256 },
    indexes: { board: { partition: 'b', sort: key } },
  });
  acknowledge({ kind: 'item', key, version: 2, sha256, saved: moved });
}

function acknowledge(fact: object): void {
  // Synchronous: the line is in the pipe before the next write begins.
  writeSync(1, `${JSON.stringify(fact)}\n`);
}
