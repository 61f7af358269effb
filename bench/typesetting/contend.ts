import { agreementFacts } from './agreement.ts';
import { contenders } from './contenders.ts';
import { memory, processorTime } from './process-tree.ts';

/** Milliseconds, memory in bytes. */
export type Contended = {
  /** From the start of the process to the first document. */
  readonly cold: number;
  readonly least: number;
  readonly median: number;
  readonly p99: number;
  /** Of wall time, per document, all together. */
  readonly mean: number;
  /** Processor time of all threads and child processes per document. */
  readonly processor: number;
  readonly documentBytes: number;
  /** Resident memory after equal shares of the documents. */
  readonly resident: readonly number[];
  readonly peak: number;
};

/** `node contend.ts NAME [DOCUMENTS]`: one contender alone in its process, so that its memory is its own. */
const [, , name = '', asked] = process.argv;
const contender = contenders[name];
if (contender === undefined)
  throw new Error(`expected one of ${Object.keys(contenders).join(', ')}, got ${name}`);
const { ready, atOnce = 1, rounds } = contender;
const documents = asked === undefined ? rounds : Number(asked);
const typeset = await ready();
let next = 0;
const documentBytes = (await typeset(agreementFacts(next++))).length;
const cold = performance.now();

/** Until `next` is `end`, `atOnce` at a time. */
async function until(end: number, times: number[]): Promise<void> {
  const work = async () => {
    while (next < end) {
      const start = performance.now();
      await typeset(agreementFacts(next++));
      times.push(performance.now() - start);
      // An engine gives memory back when the event loop turns, as it does between two requests.
      await new Promise((turn) => setImmediate(turn));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

await until(next + Math.max(20, Math.floor(documents / 10)), []);
const times: number[] = [];
const resident: number[] = [];
const first = next;
const used = processorTime();
const start = performance.now();
for (let share = 1; share <= 10; share++) {
  await until(first + Math.round((documents * share) / 10), times);
  resident.push(memory().resident);
}
const elapsed = performance.now() - start;
const processor = processorTime() - used;
times.sort((a, b) => a - b);
const at = (share: number) =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
const result: Contended = {
  cold,
  least: at(0),
  median: at(0.5),
  p99: at(0.99),
  mean: elapsed / documents,
  processor: processor / 1000 / documents,
  documentBytes,
  resident,
  peak: memory().peak,
};
process.stdout.write(JSON.stringify(result));
process.exit();
