import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { installPeers } from '../signing/peers.ts';
import type { Contended } from './contend.ts';
import { contenders } from './contenders.ts';

const run = promisify(execFile);
const script = new URL('./contend.ts', import.meta.url).pathname;

const contend = async (name: string, ...rest: readonly string[]): Promise<Contended> => {
  const { stdout } = await run(process.execPath, [script, name, ...rest]);
  return JSON.parse(stdout);
};

/** How often every contender has its turn; what else the machine does only ever adds, so the quicker turn counts. */
const turns = 2;

/**
 * The same performance agreement, of another agency each time, from facts to a file: Ikrar, Typst alone, pdfmake and
 * react-pdf, each in a process of its own, in turn; then Ikrar's memory over 5,000 documents.
 */
export async function benchTypesetting(): Promise<void> {
  await installPeers();
  const results = new Map<string, Contended>();
  for (let turn = 0; turn < turns; turn++) {
    for (const name of Object.keys(contenders)) {
      const result = await contend(name);
      const best = results.get(name);
      if (best === undefined || result.processor < best.processor) results.set(name, result);
    }
  }
  write('A performance agreement of two pages, facts to file');
  write(
    'contender | first, ms | p50, ms | p99 | least | processor, ms | per second | × Ikrar, processor | KB | peak MB',
  );
  write('--- | --- | --- | --- | --- | --- | --- | --- | --- | ---');
  const ours = results.get('ikrar')?.processor ?? Number.NaN;
  for (const [name, result] of results) {
    const cells = [
      contenders[name]?.title,
      result.cold.toFixed(0),
      result.median.toFixed(1),
      result.p99.toFixed(1),
      result.least.toFixed(1),
      result.processor.toFixed(1),
      (1000 / result.mean).toFixed(1),
      (result.processor / ours).toFixed(1),
      (result.documentBytes / 1000).toFixed(0),
      (result.peak / 1e6).toFixed(0),
    ];
    write(cells.join(' | '));
  }
  write(
    'The pool has 16 documents under way at a time, so its p50 is a wait; its documents per second count.',
  );
  const documents = 5000;
  for (const name of ['ikrar', 'pool']) {
    const { resident } = await contend(name, String(documents));
    const curve = resident.map((bytes) => (bytes / 1e6).toFixed(0)).join(', ');
    write(
      `${contenders[name]?.title}, resident MB after each ${documents / 10} of ${documents} documents: ${curve}`,
    );
  }
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
