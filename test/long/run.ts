import { appendFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSchedule } from '../world/schedule.ts';
import { prepareStages } from '../world/stage.ts';
import { modelSystem } from '../world/system.ts';

/**
 * `npm run long -- --count 20000 --seed 1`: many more schedules than `npm test` has time for. Writes what was
 * run and found as a line of docs/long-runs.md.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    record: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const count = Number(values.count);
const first = Number(values.seed);
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(first))
  throw new Error(`expected whole numbers, got --count ${values.count} --seed ${values.seed}`);

const stages = await prepareStages(modelSystem);
const started = Date.now();
const violations: string[] = [];
for (let seed = first; seed < first + count; seed++) {
  try {
    await runSchedule(modelSystem, stages, seed);
  } catch (error) {
    violations.push(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    process.stdout.write(`${violations.at(-1)}\n`);
  }
  if ((seed - first + 1) % 1000 === 0) process.stderr.write(`${seed - first + 1} of ${count}\n`);
}
const minutes = ((Date.now() - started) / 60_000).toFixed(1);
const line = `| ${new Date().toISOString().slice(0, 10)} | world | ${count} schedules from seed ${first} | ${violations.length} violations | ${minutes} min, ${cpus()[0]?.model.trim() ?? 'unknown CPU'} × ${availableParallelism()}, Node ${process.version} |\n`;
process.stdout.write(line);
if (values.record) await appendFile(join(import.meta.dirname, '../../docs/long-runs.md'), line);
process.exitCode = violations.length === 0 ? 0 : 1;
