import type { Base } from './base.ts';
import { pageText } from './shown.ts';

export interface Claim {
  /** Whether the verifier says that nothing was changed: valid, or intact with an unknown issuer. */
  readonly intact: boolean;
  /** Names of the signers whom the claim stands for. */
  readonly signers: readonly string[];
  readonly codes: readonly string[];
}

/**
 * Why the claim about a mutated file is wrong; null when it may stand. Knows nothing of our reader: a file may only
 * be called intact when it begins with a signed state of the original, the bytes under every signature of that state
 * included, and another reader sees the same pages, form and catalogue in it.
 */
export async function objection(base: Base, mutated: Uint8Array, claim: Claim): Promise<string | null> {
  if (claim.codes.includes('internal-error')) return 'the verifier failed';
  if (!claim.intact) return null;
  const state = base.spans.findLast(({ signedEnd }) => holds(base, mutated, signedEnd));
  if (state === undefined) return 'intact although no signed state of the original is there';
  const index = base.spans.indexOf(state);
  for (const { start, end } of base.spans.slice(0, index + 1)) {
    const token = mutated.subarray(start, end);
    if (!/^<[0-9A-Fa-f]+>$/.test(new TextDecoder('latin1').decode(token)))
      return 'a hole which is no hexadecimal';
  }
  if (claim.signers.join() !== base.signers.slice(0, claim.signers.length).join()) {
    return `signed by ${claim.signers.join()}`;
  }
  const before = base.shown.get(state.signedEnd) ?? (await pageText(base.bytes.subarray(0, state.signedEnd)));
  base.shown.set(state.signedEnd, before);
  const accepted = [before, base.byReference];
  // What the original itself adds after that state is no mutation.
  if (holds(base, mutated, base.bytes.length - 2)) accepted.push(base.shown.get(base.bytes.length) ?? '');
  const after = await pageText(mutated).catch(() => 'unreadable for another reader');
  return accepted.includes(after) ? null : 'intact although another reader sees something else';
}

/** Whether every byte of the original up to `end` is there, but those in the holes of the signatures up to then. */
function holds({ bytes, spans }: Base, mutated: Uint8Array, end: number): boolean {
  if (mutated.length < end) return false;
  const holes = spans.filter(({ signedEnd }) => signedEnd <= end);
  for (let at = 0; at < end; at++) {
    if (bytes[at] === mutated[at]) continue;
    if (!holes.some((hole) => at >= hole.start && at < hole.end)) return false;
  }
  return true;
}
