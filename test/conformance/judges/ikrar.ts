import { readFile } from 'node:fs/promises';
import { readPemCertificates } from '../../../core/pki/reading/pem.ts';
import { readRevocationListFile } from '../../../core/pki/reading/revocation-list-file.ts';
import { trustForAll } from '../../../core/pki/reading/trust-list.ts';
import { type VerificationReport, verifyPdf } from '../../../core/verification/verify-pdf.ts';
import { type Judged, judged } from './judged.ts';

export type IkrarJudged = Judged & { readonly report: VerificationReport };

/** Our own verifier, asked like the others: with nothing but the file, the roots and a time. */
export const ikrar = async (
  files: readonly string[],
  trustPem: string,
  options: { readonly level?: string; readonly at?: Date; readonly lists?: readonly string[] } = {},
): Promise<IkrarJudged[]> => {
  const trust = await trustForAll(readPemCertificates(await readFile(trustPem, 'utf8')));
  const lists = await Promise.all(
    (options.lists ?? []).map(async (path) => readRevocationListFile(new Uint8Array(await readFile(path)))),
  );
  const verdicts: IkrarJudged[] = [];
  for (const file of files) {
    const report = await verifyPdf(new Uint8Array(await readFile(file)), {
      trust,
      at: options.at ?? new Date(),
      evidence: { revocationLists: lists },
    });
    const reasons: string[] = [];
    if (report.verdict !== 'valid') {
      const parts = [report, ...report.signatures, ...report.documentTimestamps];
      const told = parts.flatMap(({ findings }) => findings.map(({ code, detail }) => `${code} (${detail})`));
      reasons.push(`${report.indication} ${report.subIndication ?? ''}: ${[...new Set(told)].join('; ')}`);
    }
    // A signature may be valid now without them; here, as with EU DSS, a timestamp which proves nothing is a refusal.
    for (const { field, trusted, findings } of report.documentTimestamps)
      if (!trusted)
        reasons.push(`timestamp ${field} proves nothing: ${findings.map(({ code }) => code).join(', ')}`);
    const levels = report.signatures.map(({ level }) => level);
    for (const level of levels)
      if (options.level !== undefined && level !== options.level)
        reasons.push(`level ${level}, expected ${options.level}`);
    const summary = `${report.indication}; ${levels.join(', ') || 'unsigned'}`;
    verdicts.push({ ...judged(file, reasons, summary), report });
  }
  return verdicts;
};
