import * as z from 'zod';
import { javaClasspath, runBatch } from './command.ts';
import { type Judged, judged } from './judged.ts';

const failure = z.object({
  clause: z.string(),
  test: z.number(),
  description: z.string(),
  found: z.string().nullable(),
  where: z.string().nullable(),
});
const line = z.union([
  z.object({ file: z.string(), error: z.string() }),
  z.object({ file: z.string(), compliant: z.boolean(), assertions: z.number(), failures: z.array(failure) }),
]);

export type VeraFailure = z.infer<typeof failure>;
export type VeraJudged = Judged & { readonly compliant: boolean; readonly failures: readonly VeraFailure[] };

/** veraPDF's profiles: `2a` is ISO 19005-2 level A, `ua1` is ISO 14289-1. */
export type Flavour = '1b' | '2a' | '2b' | '2u' | '3a' | '3b' | 'ua1';

/** veraPDF over many files in one JVM; the first failing place of each rule is kept. */
export const verapdf = async (files: readonly string[], flavour: Flavour): Promise<VeraJudged[]> => {
  const lines = await runBatch('java', [...javaClasspath, 'VeraJudge', flavour], files);
  return lines.map((raw): VeraJudged => {
    const verdict = line.parse(raw);
    if ('error' in verdict) {
      return { ...judged(verdict.file, [verdict.error], flavour), compliant: false, failures: [] };
    }
    const reasons = verdict.failures.map(
      ({ clause, test, description, found, where }) =>
        `${flavour} ${clause}-${test}: ${found ?? description} (${where ?? 'no place given'})`,
    );
    if (!verdict.compliant && reasons.length === 0) reasons.push(`not compliant with ${flavour}`);
    const summary = `${flavour}: ${verdict.assertions} assertions, ${reasons.length} rules broken`;
    return {
      ...judged(verdict.file, reasons, summary),
      compliant: verdict.compliant,
      failures: verdict.failures,
    };
  });
};
