import * as z from 'zod';
import { conformanceRoom, repositoryRoot, runBatch } from './command.ts';
import { type Judged, judged } from './judged.ts';

const signature = z.looseObject({
  field: z.string().nullable(),
  passed: z.boolean(),
  error: z.string().optional(),
  kind: z.string().optional(),
  summary: z.string().optional(),
  intact: z.boolean().optional(),
  valid: z.boolean().optional(),
  trusted: z.boolean().optional(),
  coverage: z.string().optional(),
  docMdpOk: z.boolean().nullable().optional(),
  suspicious: z.string().nullable().optional(),
  modificationLevel: z.string().nullable().optional(),
  ades: z.string().optional(),
  adesFailure: z.string().nullable().optional(),
  archiveTimestamp: z.string().nullable().optional(),
  bestSignatureTime: z.string().optional(),
});
const line = z.union([
  z.object({ file: z.string(), error: z.string() }),
  z.object({ file: z.string(), signatures: z.array(signature) }),
]);

export type PyhankoSignature = z.infer<typeof signature>;
export type PyhankoJudged = Judged & { readonly signatures: readonly PyhankoSignature[] };

/** `basic`: validity now, revocation data optional; `required`: demanded. `pades-lta`: EN 319 102-1 §5.6.3, all of it from the file. */
export type LtvProfile = 'basic' | 'required' | 'pades-lta';

/** pyHanko over many files in one process, offline, with its difference analysis always on; with `at`,
 * in a process whose clock says so; with CRLs beside the file (DER files), which only `required` reads. */
export const pyhanko = async (
  files: readonly string[],
  trustPem: string,
  options: { readonly ltvProfile?: LtvProfile; readonly at?: Date; readonly lists?: readonly string[] } = {},
): Promise<PyhankoJudged[]> => {
  const profile = options.ltvProfile ?? 'basic';
  const script = `${repositoryRoot}/test/conformance/judges/pyhanko_judge.py`;
  const python = `${conformanceRoom}/venv/bin/python`;
  const judge = [script, profile, trustPem, options.lists?.join(',') || '-'];
  // libfaketime reads the local time of its process; runBatch runs judges in UTC.
  const then = options.at && `@${options.at.toISOString().slice(0, 19).replace('T', ' ')}`;
  const lines =
    then === undefined
      ? await runBatch(python, judge, files)
      : await runBatch('faketime', ['-f', then, python, ...judge], files);
  return lines.map((raw): PyhankoJudged => {
    const found = line.parse(raw);
    if ('error' in found) return { ...judged(found.file, [found.error], ''), signatures: [] };
    const { file, signatures } = found;
    const reasons = signatures.length === 0 ? ['no signature found'] : [];
    for (const one of signatures)
      if (!one.passed) reasons.push(`${one.field ?? 'unnamed field'}: ${told(one)}`);
    const levels = signatures.map((one) => one.ades ?? one.modificationLevel ?? 'error');
    return { ...judged(file, reasons, `${profile}: ${levels.join(', ') || 'unsigned'}`), signatures };
  });
};

const told = (one: PyhankoSignature): string =>
  [one.error, one.summary, one.suspicious, one.adesFailure ?? (one.ades === 'OK' ? undefined : one.ades)]
    .filter((part) => part !== undefined && part !== null)
    .concat(one.ades === 'OK' && one.archiveTimestamp === null ? ['no archive timestamp'] : [])
    .join('; ');
