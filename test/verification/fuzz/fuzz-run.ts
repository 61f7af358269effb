import { verifyPdf } from '../../../core/verification/verify-pdf.ts';
import { seeded } from '../../world/seeded.ts';
import { type Base, readBases } from './base.ts';
import { drawMutation, type Mutation, mutated } from './mutation.ts';
import { type Claim, objection } from './oracle.ts';

export type Judge = (base: Base, file: Uint8Array) => Promise<Claim>;

export interface Violation {
  readonly seed: number;
  readonly base: string;
  readonly problem: string;
  /** The edits without which nothing would be wrong. */
  readonly edits: readonly string[];
  readonly file: Uint8Array;
}

export interface FuzzOutcome {
  readonly mutations: number;
  /** How many were called intact, rightly. */
  readonly intact: number;
  readonly violations: readonly Violation[];
}

/** The verifier as it is. */
export const judge: Judge = async ({ trust, at }, file) => {
  const report = await verifyPdf(file, { trust, at });
  const parts = [report, ...report.signatures, ...report.documentTimestamps];
  return {
    intact: report.verdict === 'valid' || report.integrity === 'intact',
    signers: report.signers.map(({ name }) => name),
    codes: parts.flatMap(({ findings }) => findings.map(({ code }) => code)),
  };
};

/** At a time; hides the wait for WebCrypto's threads. */
const together = 16;

/** Mutations of the seeds `first` to `first + count - 1`, until `most` violations were found. */
export async function fuzz(
  first: number,
  count: number,
  verdict: Judge = judge,
  most = 5,
): Promise<FuzzOutcome> {
  const bases = await readBases();
  const violations: Violation[] = [];
  let intact = 0;
  let done = 0;
  for (; done < count && violations.length < most; done += together) {
    const seeds = Array.from(
      { length: Math.min(together, count - done) },
      (_none, index) => first + done + index,
    );
    await Promise.all(
      seeds.map(async (seed) => {
        const mutation = drawMutation(seeded(seed), bases);
        const { problem, claim } = await tried(mutation, verdict);
        if (claim?.intact) intact++;
        if (problem !== null) violations.push(await violationOf(seed, mutation, problem, verdict));
      }),
    );
  }
  return { mutations: Math.min(done, count), intact, violations };
}

async function tried(mutation: Mutation, verdict: Judge): Promise<{ problem: string | null; claim?: Claim }> {
  const file = mutated(mutation);
  try {
    const claim = await verdict(mutation.base, file);
    return { problem: await objection(mutation.base, file, claim), claim };
  } catch (error) {
    return { problem: `thrown: ${error instanceof Error ? error.stack : String(error)}` };
  }
}

/** Takes away every edit which is not needed to show the problem. */
async function violationOf(
  seed: number,
  mutation: Mutation,
  problem: string,
  verdict: Judge,
): Promise<Violation> {
  let smallest = mutation;
  for (const edit of mutation.edits) {
    const less = { ...smallest, edits: smallest.edits.filter((one) => one !== edit) };
    if (less.edits.length > 0 && (await tried(less, verdict)).problem !== null) smallest = less;
  }
  const edits = smallest.edits.map(({ what }) => what);
  return { seed, base: mutation.base.name, problem, edits, file: mutated(smallest) };
}

/** What to print, with the command which shows it again. */
export function told({ seed, base, problem, edits }: Violation): string {
  const again = `IKRAR_FUZZ_SEED=${seed} IKRAR_FUZZ_COUNT=1 npm test -- test/verification/fuzz`;
  return `seed ${seed}, ${base}: ${problem}\n  ${edits.join('\n  ')}\n  again: ${again}`;
}
