/** Two ways to do one thing, measured in turn in one process, so that a slow moment of the machine hits both. */
export type Comparison = {
  readonly name: string;
  readonly ours: () => Promise<unknown> | unknown;
  readonly peer: { readonly name: string; readonly run: () => Promise<unknown> | unknown };
  readonly rounds: number;
};

type Measured = {
  readonly name: string;
  readonly peer: string;
  /** Medians in milliseconds. */
  readonly ours: number;
  readonly theirs: number;
  /** Median of ours/theirs, pair by pair. */
  readonly ratio: number;
  readonly rounds: number;
};

async function measure({ name, ours, peer, rounds }: Comparison): Promise<Measured> {
  const warmUp = Math.max(3, Math.floor(rounds / 10));
  const pairs: { ours: number; theirs: number }[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const pair = { ours: await time(ours), theirs: await time(peer.run) };
    if (round >= 0) pairs.push(pair);
  }
  return {
    name,
    peer: peer.name,
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs)),
    rounds,
  };
}

/** Measures and prints. */
export async function report(comparison: Comparison): Promise<void> {
  const { name, peer, ours, theirs, ratio, rounds } = await measure(comparison);
  process.stdout.write(
    `${name}\n  ${ours.toFixed(2)} ms; ${peer}: ${theirs.toFixed(2)} ms; ratio ${ratio.toFixed(2)} (median of ${rounds} pairs)\n`,
  );
}

async function time(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
