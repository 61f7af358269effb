import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conformanceRoom, javaClasspath, repositoryRoot } from '../test/conformance/judges/command.ts';
import { installJudges } from '../test/conformance/judges/install.ts';
import type { Verified } from './verifying/contend.ts';
import { verifyInBrowser } from './verifying/in-browser.ts';
import { verifyingMaterial } from './verifying/material.ts';
import { runAlone } from './verifying/own-process.ts';

const contender = new URL('./verifying/contend.ts', import.meta.url).pathname;

/**
 * The full verdict on our B-LTA file with two signatures, beside pyHanko (`basic`, its least work) and EU DSS, each in a process
 * of its own and warm; then how ours grows. pyHanko and DSS are those of the conformance run, which are installed first.
 */
export async function benchVerifying(): Promise<void> {
  // A judge compiled from an older source takes its arguments otherwise.
  installJudges();
  const folder = await mkdtemp(join(tmpdir(), 'ikrar-bench-'));
  try {
    const { trust, agreement, bySignatures, byKilobytes } = await verifyingMaterial(folder);
    const ours = await verify(trust, agreement, 100);
    print('ikrar, Node', ours, ours.peak, ours);
    const browser = await verifyInBrowser(trust, agreement, 100);
    print('ikrar, Chromium', browser, null, ours);
    const { bundle, gzip, brotli } = browser;
    process.stdout.write(`  the browser module: ${bundle} bytes, ${gzip} with gzip, ${brotli} with Brotli\n`);
    const script = `${repositoryRoot}/test/conformance/judges/pyhanko_judge.py`;
    const python = `${conformanceRoom}/venv/bin/python`;
    await judge('pyHanko', python, [script, 'basic', trust, '-'], agreement, ours);
    await judge(
      'EU DSS',
      'java',
      [...javaClasspath, 'DssJudge', trust, 'now', 'default', '-'],
      agreement,
      ours,
    );
    await grow('signatures', trust, bySignatures);
    await grow('KB, two signatures', trust, byKilobytes);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function verify(trust: string, file: string, rounds: number): Promise<Verified & { peak: number }> {
  const { lines, peak } = await runAlone(process.execPath, [contender, trust, String(rounds), file]);
  const told: Verified = JSON.parse(lines[0] ?? '');
  if (told.verdict !== 'valid') throw new Error(`${file} is ${told.verdict}, expected valid`);
  return { ...told, peak };
}

const peerRounds = 40;

/** One process judges the same file again and again; the later half of the rounds counts. */
async function judge(
  name: string,
  program: string,
  args: readonly string[],
  file: string,
  ours: Verified,
): Promise<void> {
  const { lines, peak } = await runAlone(program, [...args, ...Array<string>(peerRounds).fill(file)]);
  const told: { ms: number }[] = lines.map((line) => JSON.parse(line));
  if (told.length !== peerRounds) throw new Error(`${name} judged ${told.length} of ${peerRounds}`);
  const warm = told
    .slice(peerRounds / 2)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  const [least = Number.NaN] = warm;
  print(
    name,
    { cold: told[0]?.ms ?? Number.NaN, least, median: warm[warm.length >> 1] ?? least, cpu: null },
    peak,
    ours,
  );
}

function print(
  name: string,
  { cold, least, median, cpu }: Omit<Verified, 'verdict'>,
  peak: number | null,
  ours: Verified,
): void {
  const processor = cpu === null ? '' : `, processor ${cpu.toFixed(2)} ms`;
  const memory = peak === null ? '' : `, peak ${Math.round(peak / 1e6)} MB`;
  process.stdout.write(
    `${name}: first ${cold.toFixed(1)} ms, warm median ${median.toFixed(2)}, least ${least.toFixed(2)} ms${processor}${memory}, ${(least / ours.least).toFixed(1)} × ours\n`,
  );
}

async function grow(
  unit: string,
  trust: string,
  files: readonly (readonly [count: number, path: string])[],
): Promise<void> {
  for (const [count, path] of files) {
    const { median, least, cpu, peak } = await verify(trust, path, count > 5000 ? 10 : 40);
    process.stdout.write(
      `${count} ${unit}: median ${median.toFixed(2)}, least ${least.toFixed(2)} ms, processor ${cpu?.toFixed(2)} ms, peak ${Math.round(peak / 1e6)} MB\n`,
    );
  }
}
