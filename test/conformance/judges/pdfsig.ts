import { runCommand } from './command.ts';
import { type Judged, judged } from './judged.ts';

/** Fields which poppler calls `unknown`: document timestamps, which it cannot validate. */
const isTimestamp = (block: string): boolean => /Signature Type: unknown/.test(block);

/**
 * poppler's `pdfsig -nocert`: the CMS and its ranges, no chain. It sees no document timestamp and no later
 * change, so a file passes when it has a signature and every
 * signature which poppler understands is valid; `signatures` is how many there have to be.
 */
export const pdfsig = async (
  files: readonly string[],
  options: { readonly signatures?: number } = {},
): Promise<Judged[]> => {
  const verdicts: Judged[] = [];
  for (const file of files) {
    const { stdout, stderr } = await runCommand('pdfsig', ['-nocert', file]);
    const blocks = stdout.split(/^Signature #\d+:$/m).slice(1);
    const signatures = blocks.filter((block) => !isTimestamp(block));
    const reasons = signatures.length === 0 ? [`no signature found: ${stderr.trim() || stdout.trim()}`] : [];
    for (const block of signatures) {
      const field = /Signature Field Name: (.*)/.exec(block)?.[1] ?? 'unnamed field';
      const said = /Signature Validation: (.*)/.exec(block)?.[1] ?? 'no validation line';
      if (said !== 'Signature is Valid.') reasons.push(`${field}: ${said}`);
    }
    if (options.signatures !== undefined && signatures.length !== options.signatures) {
      reasons.push(`${signatures.length} signatures, expected ${options.signatures}`);
    }
    const rest = blocks.length - signatures.length;
    verdicts.push(judged(file, reasons, `${signatures.length} signatures, ${rest} fields it cannot judge`));
  }
  return verdicts;
};
