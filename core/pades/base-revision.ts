import { createHash, type Hash } from 'node:crypto';
import { AppendedWrongly } from './appended-wrongly.ts';
import { openIncrement, openPdf, type PdfFile } from './reader/pdf-file.ts';

/** A revision about to be continued: read strictly once and hashed once, however often it is needed. */
export class BaseRevision {
  readonly file: PdfFile;
  private readonly states = new Map<string, Hash>();
  private hex: string | undefined;

  /** @throws PdfMalformed */
  constructor(bytes: Uint8Array) {
    this.file = openPdf(bytes);
  }

  get length(): number {
    return this.file.bytes.length;
  }

  /** Lower-case hex. */
  get sha256(): string {
    this.hex ??= this.hash('sha256').digest('hex');
    return this.hex;
  }

  /** The state after every byte of the revision; the caller's own, to go on with what follows. */
  hash(name: 'sha256' | 'sha384'): Hash {
    let state = this.states.get(name);
    if (state === undefined) {
      state = createHash(name).update(this.file.bytes);
      this.states.set(name, state);
    }
    return state.copy();
  }

  /**
   * Reads what was appended, and nothing else: the rest is compared byte by byte with what was read already.
   * @throws AppendedWrongly, PdfMalformed
   */
  continuedBy(bytes: Uint8Array): PdfFile {
    if (Buffer.compare(bytes.subarray(0, this.length), this.file.bytes) !== 0) {
      throw new AppendedWrongly('the revision before is not a prefix of this one');
    }
    return openIncrement(this.file, bytes);
  }
}
