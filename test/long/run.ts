import { randomInt } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzRun } from './fuzz-run.ts';
import { killProcess } from './kill-process.ts';
import { queueRun } from './queue-run.ts';
import { worldRun } from './world-run.ts';

/**
 * `npm run long -- [--count 20000] [--seed N] [--kills 200] [--http-kills 50] [--mutations 1000000] [--queue 53] [--no-record]`: what `npm test` has no
 * time for. Prints seeds and a dated line for each suite, and writes the lines into docs/long-runs.md. A count of 0
 * leaves a suite out. Ends with 1 when anything was found.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(randomInt(1_000_000_000)) },
    kills: { type: 'string', default: '200' },
    'http-kills': { type: 'string', default: '50' },
    mutations: { type: 'string', default: '1000000' },
    queue: { type: 'string', default: '53' },
    record: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

function whole(name: 'count' | 'seed' | 'kills' | 'http-kills' | 'mutations' | 'queue'): number {
  const number = Number(values[name]);
  if (/^\d+$/.test(values[name]) && Number.isSafeInteger(number)) return number;
  throw new Error(`expected a whole number, got --${name} ${values[name]}`);
}

const seed = whole('seed');
const count = whole('count');
const kills = whole('kills');
const httpKills = whole('http-kills');
const mutations = whole('mutations');
const queue = whole('queue');
const machine = `${cpus()[0]?.model.trim() ?? 'unknown CPU'} × ${availableParallelism()}, Node ${process.version}`;
let found = false;

async function suite(
  name: string,
  amount: string,
  run: () => Promise<{ readonly clean: boolean; readonly result: string }>,
): Promise<void> {
  process.stdout.write(`${name}: ${amount}\n`);
  const started = Date.now();
  const { clean, result } = await run();
  found ||= !clean;
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  const day = new Date().toISOString().slice(0, 10);
  const line = `| ${day} | ${name} | ${amount} | ${result} | ${minutes} min, ${machine} |\n`;
  process.stdout.write(line);
  if (values.record) await appendFile(join(import.meta.dirname, '../../docs/long-runs.md'), line);
}

if (count > 0)
  await suite('world', `${count} schedules from seed ${seed}`, async () => {
    const violations = await worldRun(seed, count);
    return { clean: violations.length === 0, result: `${violations.length} violations` };
  });

if (mutations > 0)
  await suite('mutations', `${mutations} mutations from seed ${seed}`, async () => {
    const { intact, found: wrong } = await fuzzRun(seed, mutations);
    return { clean: wrong === 0, result: `${wrong} violations, ${intact} rightly intact` };
  });

const kill = (name: string, amount: number, units: number, way: 'use-cases' | 'http') =>
  suite(name, `${amount} kills, ${units} offices`, async () => {
    const { code, summary } = await killProcess(amount, units, way);
    return { clean: code === 0, result: code === 0 ? summary : `ended with ${code}: ${summary}` };
  });
if (queue > 0)
  await suite('queue', `${3 * queue} documents in one act on a phone`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ikrar-queue-'));
    try {
      const { documents, signedOnce, portions, longest, seconds } = await queueRun(folder, queue);
      return {
        clean: signedOnce === documents && longest < 10_000,
        result: `${signedOnce} signed once, ${portions} portions, the longest ${(longest / 1000).toFixed(1)} s, ${seconds.toFixed(0)} s in all`,
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  });
if (kills > 0) await kill('kill', kills, 12, 'use-cases');
if (httpKills > 0) await kill('kill, through the pages', httpKills, 12, 'http');

process.exitCode = found ? 1 : 0;
