import * as z from 'zod';
import { conformanceRoom, repositoryRoot, runBatch } from './command.ts';
import { type Judged, judged } from './judged.ts';

const line = z.union([
  z.object({ file: z.string(), error: z.string() }),
  z.object({
    file: z.string(),
    signatures: z.array(
      z.object({
        field: z.string(),
        passed: z.boolean(),
        summary: z.string().optional(),
        error: z.string().optional(),
      }),
    ),
  }),
]);

/**
 * pyHanko's older profile `pades-lta` in a process whose clock says `at`, with the CRLs of that day (DER files). Its
 * successor (pyhanko.ts) judges the present; of a past in which signer and timestamp have both ended it cannot make
 * sense where an intermediate CA certified the signer, since it then finds no list of that CA.
 */
export const pyhankoLtv = async (
  files: readonly string[],
  trustPem: string,
  { at, lists }: { readonly at: Date; readonly lists: readonly string[] },
): Promise<Judged[]> => {
  const script = `${repositoryRoot}/test/conformance/judges/pyhanko_ltv_judge.py`;
  // libfaketime reads the local time of its process; runBatch runs judges in UTC.
  const then = `@${at.toISOString().slice(0, 19).replace('T', ' ')}`;
  const python = [`${conformanceRoom}/venv-ltv/bin/python`, script, trustPem, lists.join(',')];
  const lines = await runBatch('faketime', ['-f', then, ...python], files);
  return lines.map((raw): Judged => {
    const found = line.parse(raw);
    if ('error' in found) return judged(found.file, [found.error], '');
    const { file, signatures } = found;
    const reasons = signatures.length === 0 ? ['no signature found'] : [];
    for (const { field, passed, summary, error } of signatures)
      if (!passed) reasons.push(`${field}: ${error ?? summary}`);
    return judged(file, reasons, `${signatures.length} signatures`);
  });
};
