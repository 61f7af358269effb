import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Contended } from './contend.ts';
import { contenders } from './contenders.ts';
import { writeMaterial } from './material.ts';
import { installPeers } from './peers.ts';

const run = promisify(execFile);
const python = join(import.meta.dirname, '../../.conformance/venv/bin/python');
const pyhanko = 'draws its own stamp; no re-reading of what was signed';

type Entry = {
  readonly title: string;
  readonly note?: string;
  /** Whose bare work and which of ours it is compared with. */
  readonly key: 'p256' | 'rsa2048';
  readonly command: readonly [string, ...string[]];
};

const entries: readonly Entry[] = [
  ...Object.entries(contenders).map(
    ([name, { title, note }]): Entry => ({
      title,
      ...(note === undefined ? {} : { note }),
      key: name.includes('rsa2048') ? 'rsa2048' : 'p256',
      command: [process.execPath, join(import.meta.dirname, 'contend.ts'), name],
    }),
  ),
  ...(['p256', 'rsa2048'] as const).map(
    (key): Entry => ({
      title: `pyHanko, ${key === 'p256' ? 'P-256' : 'RSA-2048'}`,
      note: pyhanko,
      key,
      command: [python, join(import.meta.dirname, 'pyhanko_contender.py'), key],
    }),
  ),
];

/** How often every contender has its turn; what else the machine does only ever adds, so the quickest counts. */
const turns = 2;

/** Signs one document of 100,000 bytes in every way there is, each in a process of its own, in turn. */
export async function benchSigning(): Promise<void> {
  await installPeers();
  const folder = await writeMaterial();
  const results = new Map<Entry, Contended>();
  try {
    for (let turn = 0; turn < turns; turn++) {
      for (const entry of entries) {
        const [program, ...given] = entry.command;
        if (!existsSync(program)) continue;
        const { stdout } = await run(program, [...given, folder]);
        const result: Contended = JSON.parse(stdout);
        const best = results.get(entry);
        results.set(entry, {
          median: Math.min(result.median, best?.median ?? result.median),
          min: Math.min(result.min, best?.min ?? result.min),
          peak: Math.max(result.peak, best?.peak ?? 0),
        });
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  print(results);
}

function print(results: ReadonlyMap<Entry, Contended>): void {
  const of = (title: string) => entries.find((entry) => entry.title.startsWith(title));
  const least = (entry: Entry | undefined) => (entry && results.get(entry))?.min ?? Number.NaN;
  const bare = { p256: least(of('bare SHA-256 and P')), rsa2048: least(of('bare SHA-256 and R')) };
  const ours = { p256: least(of('Ikrar, B-B, P')), rsa2048: least(of('Ikrar, B-B, R')) };
  write('Sign a document of 100,000 bytes: prepare, hash, CMS, embed, inspect');
  write('contender | ms, median | ms, least | per second | × bare work | × Ikrar B-B | peak MB');
  write('--- | --- | --- | --- | --- | --- | ---');
  for (const entry of entries) {
    const result = results.get(entry);
    if (result === undefined) {
      write(`${entry.title} | not installed (npm run conformance installs it) | | | | |`);
      continue;
    }
    const cells = [
      entry.title,
      result.median.toFixed(3),
      result.min.toFixed(3),
      (1000 / result.median).toFixed(0),
      (result.min / bare[entry.key]).toFixed(2),
      (result.min / ours[entry.key]).toFixed(1),
      (result.peak / 1e6).toFixed(0),
    ];
    write(cells.join(' | '));
  }
  write('Ratios compare the quickest rounds.');
  for (const { title, note } of entries) if (note !== undefined) write(`${title}: ${note}.`);
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
