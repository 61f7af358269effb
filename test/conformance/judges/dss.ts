import * as z from 'zod';
import { javaClasspath, runBatch } from './command.ts';
import { type Judged, judged } from './judged.ts';

const modifications = z
  .object({
    undefined: z.array(z.string()),
    annotation: z.array(z.string()),
    formFill: z.array(z.string()),
    extension: z.array(z.string()),
    visualDifferencePages: z.array(z.number()),
    pageDifferencePages: z.array(z.number()),
    annotationOverlapPages: z.array(z.number()),
    byteRangeValid: z.boolean(),
    fields: z.array(z.string()),
  })
  .nullable();
const verdict = {
  indication: z.string(),
  subIndication: z.string().nullable(),
  errors: z.array(z.string()),
  warnings: z.array(z.string()),
  modifications,
};
const signature = z.object({
  ...verdict,
  level: z.string(),
  signedBy: z.string().nullable(),
  bestSignatureTime: z.string().nullable(),
});
const timestamp = z.object({ ...verdict, type: z.string(), time: z.string() });
const line = z.union([
  z.object({ file: z.string(), error: z.string() }),
  z.object({ file: z.string(), signatures: z.array(signature), timestamps: z.array(timestamp) }),
]);

export type DssSignature = z.infer<typeof signature>;
export type DssTimestamp = z.infer<typeof timestamp>;
export type DssJudged = Judged & {
  readonly signatures: readonly DssSignature[];
  readonly timestamps: readonly DssTimestamp[];
};

/** DSS only warns of these; a signed letter of ours may show none of them. */
const forbidden = (found: z.infer<typeof modifications>): string[] => {
  if (found === null) return [];
  const reasons: string[] = [];
  if (found.undefined.length > 0) reasons.push(`undefined changes: ${found.undefined.join('; ')}`);
  if (found.annotation.length > 0) reasons.push(`annotation changes: ${found.annotation.join('; ')}`);
  if (found.visualDifferencePages.length > 0)
    reasons.push(`page ${found.visualDifferencePages} looks different`);
  if (found.pageDifferencePages.length > 0)
    reasons.push(`page ${found.pageDifferencePages} was added or removed`);
  if (!found.byteRangeValid) reasons.push('the ByteRange is invalid');
  return reasons;
};

/**
 * EU DSS over many files in one JVM, offline, with the certificates of `trustPem` (a file) as only trust anchors.
 * Passes when every signature is TOTAL_PASSED (at `level`, when asked), every timestamp PASSED, and nothing but
 * signing, form filling and archiving happened after each revision. `revocation: 'absent'` is for B-B and B-T,
 * which carry none: then the lack of it, and nothing else, may keep DSS from concluding; `'fresh'`
 * refuses lists which had ended, of which its default policy does not ask. `at`: judged for that time; `lists`: CRLs
 * (DER files) beside those in the file.
 */
export const dss = async (
  files: readonly string[],
  trustPem: string,
  options: {
    readonly level?: string;
    readonly revocation?: 'required' | 'absent' | 'fresh';
    readonly at?: Date;
    readonly lists?: readonly string[];
  } = {},
): Promise<DssJudged[]> => {
  const policy = options.revocation === 'fresh' ? 'fresh' : 'default';
  const lists = options.lists?.join(',') || '-';
  const judge = [...javaClasspath, 'DssJudge', trustPem, options.at?.toISOString() ?? 'now', policy, lists];
  const lines = await runBatch('java', judge, files);
  return lines.map((raw): DssJudged => {
    const found = line.parse(raw);
    if ('error' in found) return { ...judged(found.file, [found.error], ''), signatures: [], timestamps: [] };
    const { file, signatures, timestamps } = found;
    const reasons = signatures.length === 0 ? ['no signature found'] : [];
    signatures.forEach((one, index) => {
      const name = `signature ${index + 1}`;
      const passed =
        one.indication === 'TOTAL_PASSED' || (options.revocation === 'absent' && lacksOnlyRevocation(one));
      if (!passed) reasons.push(`${name}: ${told(one)}`);
      if (options.level !== undefined && one.level !== options.level) {
        reasons.push(`${name}: level ${one.level}, expected ${options.level}`);
      }
      reasons.push(...forbidden(one.modifications).map((reason) => `${name}: ${reason}`));
    });
    timestamps.forEach((one, index) => {
      const name = `timestamp ${index + 1} (${one.type})`;
      if (one.indication !== 'PASSED' && one.indication !== 'TOTAL_PASSED')
        reasons.push(`${name}: ${told(one)}`);
      reasons.push(...forbidden(one.modifications).map((reason) => `${name}: ${reason}`));
    });
    const levels = signatures.map((one) => one.level.replace('PAdES-BASELINE-', 'B-')).join(', ');
    return {
      ...judged(file, reasons, `${levels || 'unsigned'}; ${timestamps.length} timestamps`),
      signatures,
      timestamps,
    };
  });
};

/** Keys of DSS's messages which say that no revocation data was at hand, and what follows from it. */
const revocationMissing = /^(BBB_XCV_IRDPFC_ANS|BBB_XCV_SUB_ANS):/;

const lacksOnlyRevocation = ({ indication, errors }: DssSignature | DssTimestamp): boolean =>
  indication === 'INDETERMINATE' &&
  errors.length > 0 &&
  errors.every((error) => revocationMissing.test(error));

const told = ({ indication, subIndication, errors }: DssSignature | DssTimestamp): string =>
  `${indication}${subIndication === null ? '' : ` ${subIndication}`}: ${errors.join('; ') || 'no error text'}`;
