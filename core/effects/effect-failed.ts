import { ContentDamaged, StorageUnavailable } from '../ports/storage-errors.ts';

export type EffectFailureCode =
  /** The facts named by the document are not in the working store. */
  | 'facts-missing'
  /** Nor is the emblem which they name. */
  | 'emblem-missing'
  /** The template refuses the facts, or they name another template version. */
  | 'template-refused'
  | 'revision-missing'
  /** No time-stamping authority answered. */
  | 'timestamp-unavailable'
  /** No revocation list in force, or none as young as the signature. */
  | 'revocation-list-stale'
  /** The authority's certificate is the one of the timestamp which should be renewed, or ends even earlier. */
  | 'timestamp-not-younger'
  /** The finished file does not pass our own verifier: it is not archived. */
  | 'verification-failed'
  | 'storage-unavailable'
  /** Stored bytes no longer have their hash. */
  | 'content-damaged'
  /** A defect of ours; the log has its place. */
  | 'internal-error';

/** Why an effect could not be done now; stored with the document and shown to HR. */
export class EffectFailed extends Error {
  override readonly name = 'EffectFailed';
  readonly code: EffectFailureCode;
  constructor(code: EffectFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What the document keeps of a failure. */
export function failureCode(error: unknown): EffectFailureCode {
  if (error instanceof EffectFailed) return error.code;
  if (error instanceof StorageUnavailable) return 'storage-unavailable';
  if (error instanceof ContentDamaged) return 'content-damaged';
  return 'internal-error';
}
