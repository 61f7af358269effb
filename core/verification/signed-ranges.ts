import { digest, type HashName } from '../pki/reading/digest.ts';

/** From byte 0 to `gap`, and from `resume` to `end`. */
export interface SignedRange {
  readonly gap: number;
  readonly resume: number;
  readonly end: number;
}

/**
 * Hashes what the signatures of one file are over. A hash takes its bytes in one piece, so the two ranges are put together
 * in one room, used by one signature after the other: however many there are, the file is in memory once more, and what the
 * next shares with the last is already there.
 */
export class SignedRanges {
  readonly #file: Uint8Array;
  #room: Uint8Array | undefined;
  /** Up to here the room holds what the file does. */
  #same = 0;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #gaps = new Map<number, number>();

  constructor(file: Uint8Array) {
    this.#file = file;
  }

  /**
   * Whether the revision is nobody else's: two signatures over all of it but their own values would each have to be over the
   * other's. So what one file makes us hash grows with its revisions, not with the signatures it claims in one.
   */
  claim(revision: number, gap: number): boolean {
    const known = this.#gaps.get(revision) ?? gap;
    this.#gaps.set(revision, known);
    return known === gap;
  }

  digest(hash: HashName, range: SignedRange): Promise<Uint8Array> {
    const result = this.#turn.then(() => digest(hash, this.#joined(range)));
    // Whoever asked hears of a fault; the next hash is none of its business.
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #joined({ gap, resume, end }: SignedRange): Uint8Array {
    this.#room ??= new Uint8Array(this.#file.length);
    if (this.#same < gap) this.#room.set(this.#file.subarray(this.#same, gap), this.#same);
    this.#same = gap;
    this.#room.set(this.#file.subarray(resume, end), gap);
    return this.#room.subarray(0, gap + end - resume);
  }
}
