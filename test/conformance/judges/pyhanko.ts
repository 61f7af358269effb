import * as z from 'zod';
import { conformanceRoom, repositoryRoot, runBatch } from './command.ts';
import { type Judged, judged } from './judged.ts';

const signature = z.looseObject({
  field: z.string().nullable(),
  passed: z.boolean(),
  error: z.string().optional(),
  kind: z.string().optional(),
  summary: z.string().optional(),
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

/** `basic`: validity now, revocation data optional. `pades-lta`: EN 319 102-1 §5.6.3, all of it from the file. */
export type LtvProfile = 'basic' | 'pades-lta';

/** pyHanko over many files in one process, offline, with its difference analysis always on. */
export const pyhanko = async (
  files: readonly string[],
  trustPem: string,
  options: { readonly ltvProfile?: LtvProfile } = {},
): Promise<PyhankoJudged[]> => {
  const profile = options.ltvProfile ?? 'basic';
  const script = `${repositoryRoot}/test/conformance/judges/pyhanko_judge.py`;
  const lines = await runBatch(`${conformanceRoom}/venv/bin/python`, [script, profile, trustPem], files);
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
