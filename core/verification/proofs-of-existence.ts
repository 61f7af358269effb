/** A trusted document timestamp: everything in the revisions up to its own existed at its time. */
export interface ProofOfExistence {
  readonly revision: number;
  readonly time: Date;
  readonly field: string;
}

/** EN 319 102-1 §5.6.2.3: since when what the file holds is known to exist. */
export class ProofsOfExistence {
  readonly #now: Date;
  readonly #proofs: ProofOfExistence[] = [];

  constructor(now: Date) {
    this.#now = now;
  }

  get all(): readonly ProofOfExistence[] {
    return this.#proofs;
  }

  add(proof: ProofOfExistence): void {
    this.#proofs.push(proof);
  }

  /**
   * The earliest time at which something is proven to have existed; the time of judging where nothing proves it.
   * @param coveredFrom the first revision whose document timestamp is over it; null for what is not in the file
   */
  earliest(coveredFrom: number | null): Date {
    const times = this.#proofs
      .filter(({ revision }) => coveredFrom !== null && revision >= coveredFrom)
      .map(({ time }) => time.getTime());
    return new Date(Math.min(this.#now.getTime(), ...times));
  }
}
