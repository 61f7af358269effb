import type { FailureKind } from '../web/pages/failure.ts';

/** A request that ends here: its kind decides page, status and problem document. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: FailureKind | 'session-required';
  constructor(kind: FailureKind | 'session-required', options?: ErrorOptions) {
    super(kind, options);
    this.kind = kind;
  }
}
