import type { VerificationReport } from './report.ts';

type Facts = 'sha256' | 'size' | 'fileId' | 'revisions' | 'diagnosticData';
type Shared = 'policy' | 'trust' | 'at';

/** One file of a report document: what is in it, apart from what was made of it. */
export interface ReportedFile {
  /** As the caller called it. */
  readonly file: string;
  readonly facts: Pick<VerificationReport, Facts>;
  readonly judgement: Omit<VerificationReport, Facts | Shared>;
}

/**
 * Reports as machines read them (`docs/verification-report.schema.json`). The version is raised when a reader of an
 * earlier one could misread it; new members alone do not raise it.
 */
export interface ReportDocument extends Pick<VerificationReport, Shared> {
  readonly format: 'ikrar-verification-report';
  readonly version: 1;
  readonly files: readonly ReportedFile[];
}

type Named = { readonly file: string; readonly report: VerificationReport };

/** All reports of one run: they share policy, trust list and time. */
export function reportDocument(first: Named, ...others: readonly Named[]): ReportDocument {
  const { policy, trust, at } = first.report;
  return {
    format: 'ikrar-verification-report',
    version: 1,
    policy,
    trust,
    at,
    files: [first, ...others].map(reportedFile),
  };
}

function reportedFile({ file, report }: Named): ReportedFile {
  const {
    sha256,
    size,
    fileId,
    revisions,
    diagnosticData,
    policy: _,
    trust: __,
    at: ___,
    ...judgement
  } = report;
  return { file, facts: { sha256, size, fileId, revisions, diagnosticData }, judgement };
}
