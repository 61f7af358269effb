import type { VerificationReport } from '../core/verification/report.ts';
import { reportDocument } from '../core/verification/report-document.ts';
import { verifyPdf } from '../core/verification/verify-pdf.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { explainReport } from './verification-explanation.ts';
import {
  InputUnreadable,
  nameOfInput,
  readInput,
  readRevocationLists,
  readTrust,
} from './verification-inputs.ts';
import { readRequest, usage } from './verification-request.ts';
import { describeReport, describeSummary } from './verification-text.ts';

const verdictCode = { valid: 0, 'not-valid': 1, 'cannot-tell': 2 } as const;

type Judged = { readonly file: string; readonly report: VerificationReport };

/**
 * `ikrar verify`: reports on stdout, errors on stderr. Returns the exit code; a verdict of 1 or 2 comes only from
 * a finished verification, any fault of our own is 70.
 */
export async function verifyCommand(args: string[]): Promise<number> {
  try {
    const request = readRequest(args);
    if (request === 'help') {
      process.stdout.write(`${usage}\n`);
      return exitCode.done;
    }
    const trust = await readTrust(request.trust);
    const evidence = { revocationLists: await readRevocationLists(request.crl) };
    const at = request.at ?? new Date();
    const judge = async (file: string, bytes: Uint8Array): Promise<Judged> => ({
      file,
      report: await verifyPdf(bytes, { trust, at, evidence }),
    });
    // All files are read before the first verdict: a wrong name must not hide behind a report.
    const inputs: { file: string; bytes: Uint8Array }[] = [];
    for (const path of request.files) inputs.push({ file: nameOfInput(path), bytes: await readInput(path) });
    const judged: Judged[] = [];
    for (const { file, bytes } of inputs) judged.push(await judge(file, bytes));
    const [first, ...others] = judged;
    if (first === undefined) throw new Error('no file was judged');
    const explanation = (report: VerificationReport) => (request.explain ? explainReport(report) : []);
    const output = request.json
      ? JSON.stringify(reportDocument(first, ...others), null, 2)
      : [
          ...judged.map(({ file, report }) =>
            [describeReport(file, report), ...explanation(report)].join('\n'),
          ),
          ...(others.length > 0 ? [describeSummary(judged)] : []),
        ].join('\n\n');
    process.stdout.write(`${output}\n`);
    return worst(judged.map(({ report }) => report));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof UsageError) {
      process.stderr.write(`ikrar verify: ${message}\n${usage}\n`);
      return exitCode.usage;
    }
    if (error instanceof InputUnreadable) {
      process.stderr.write(`ikrar verify: ${message}\n`);
      return exitCode.noInput;
    }
    process.stderr.write(`ikrar verify: gangguan pemeriksa: ${message}\n`);
    return exitCode.internal;
  }
}

function worst(reports: readonly VerificationReport[]): number {
  const codes = [...reports, ...reports.flatMap(({ signatures }) => signatures)].flatMap(
    ({ findings }) => findings,
  );
  if (codes.some(({ code }) => code === 'internal-error')) return exitCode.internal;
  for (const verdict of ['not-valid', 'cannot-tell'] as const) {
    if (reports.some((report) => report.verdict === verdict)) return verdictCode[verdict];
  }
  return verdictCode.valid;
}
