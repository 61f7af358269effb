import type { EvidencePool } from './evidence-pool.ts';
import type { PathJudgement } from './path-rule.ts';
import type { ProofOfExistence } from './proofs-of-existence.ts';
import type { Level } from './report.ts';

export interface LevelQuestion {
  /** The signature meets EN 319 142-1 §6.3 at B-B and its cryptography is in order. */
  readonly baseline: boolean;
  readonly revision: number;
  /** A trusted timestamp proves when it existed. */
  readonly timed: boolean;
  /** The signer's path, and those of the signature timestamps which are relied on. */
  readonly paths: readonly (PathJudgement | null)[];
  /** Trusted document timestamps of the file. */
  readonly proofs: readonly ProofOfExistence[];
  /** First revision with a security store. */
  readonly storeFrom: number | null;
  readonly pool: EvidencePool;
}

/**
 * EN 319 142-1 §6.3 table 1, by what is there and was relied on: B-LT has in the security store the revocation data,
 * and in the file the certificates, of every path; B-LTA has a document timestamp over all of it.
 */
export function levelRule(question: LevelQuestion): Level {
  const { baseline, timed, revision, proofs, storeFrom, paths, pool } = question;
  if (!baseline) return 'none';
  if (!timed) return 'B-B';
  if (storeFrom === null || paths.some((path) => path === null || path.chain === null)) return 'B-T';
  let needed = Math.max(storeFrom, revision + 1);
  for (const path of paths) {
    for (const { certificate, statements } of path?.links ?? []) {
      const stored = statements.flatMap(({ item }) => (item.storedFrom === null ? [] : [item.storedFrom]));
      const place = pool.placeOf(certificate);
      if (stored.length === 0 || place?.coveredFrom === undefined || place.coveredFrom === null) return 'B-T';
      needed = Math.max(needed, Math.min(...stored), place.coveredFrom);
    }
  }
  return proofs.some((proof) => proof.revision >= needed) ? 'B-LTA' : 'B-LT';
}
