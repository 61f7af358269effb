import type { VerificationReport } from '../../core/verification/report.ts';
import type { VerificationStep } from '../../core/verification/verify-pdf.ts';

/** From the page to its verifier, once for each worker. The file is handed over, never its copy to anybody else. */
export type VerifierQuestion = {
  readonly file: Blob;
  /** `PublishedTrust`, as it came. */
  readonly trust: unknown;
};

export type VerifierStep = 'reading' | VerificationStep;

export type VerifierAnswer =
  /** `part` is how much of the step is done, 0 to 1. */
  | { readonly name: 'progress'; readonly step: VerifierStep; readonly part: number }
  | { readonly name: 'report'; readonly report: VerificationReport }
  | { readonly name: 'failed'; readonly what: 'file' | 'trust' };
