import { fuzz, told } from '../verification/fuzz/fuzz-run.ts';

/** `node test/long/fuzz-process.ts <first seed> <count>`: a share of the fuzzer's long run, in a process of its own. */
const [first = Number.NaN, count = Number.NaN] = process.argv.slice(2).map(Number);
const step = 10_000;
let intact = 0;
let found = 0;
for (let done = 0; done < count && found < 20; done += step) {
  const part = await fuzz(first + done, Math.min(step, count - done));
  intact += part.intact;
  found += part.violations.length;
  for (const violation of part.violations) process.stdout.write(`${told(violation)}\n`);
  process.stderr.write(`${Math.min(done + step, count)} of ${count} mutations from seed ${first}\n`);
}
process.stdout.write(`${JSON.stringify({ intact, found })}\n`);
