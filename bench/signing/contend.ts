import { readFileSync } from 'node:fs';
import { contenders } from './contenders.ts';

/** In milliseconds; memory in bytes. */
export type Contended = {
  readonly min: number;
  readonly median: number;
  readonly peak: number;
};

/** `node contend.ts NAME FOLDER`: one contender alone in its process, so that its memory is its own. */
const [, , name = '', folder = ''] = process.argv;
const contender = contenders[name];
if (contender === undefined)
  throw new Error(`expected one of ${Object.keys(contenders).join(', ')}, got ${name}`);
const work = await contender.ready(folder);
for (let round = 0; round < Math.floor(contender.rounds / 2); round++) await work();
const times: number[] = [];
for (let round = 0; round < contender.rounds; round++) {
  const start = performance.now();
  await work();
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
const result: Contended = {
  min: times[0] ?? Number.NaN,
  median: times[Math.floor(times.length / 2)] ?? Number.NaN,
  peak: peakOf(readFileSync('/proc/self/status', 'utf8')),
};
process.stdout.write(JSON.stringify(result));

/** Bytes. VmHWM begins anew with the program, unlike ru_maxrss, which is handed on by whoever started it. */
function peakOf(status: string): number {
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) * 1024;
}
