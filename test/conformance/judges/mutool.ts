import { runCommand } from './command.ts';
import { type Judged, judged } from './judged.ts';

const accepted = [
  'The document is unchanged since signing.',
  'The signature is valid but there have been edits since signing.',
];

/**
 * `mutool sign -v`: digests of the signatures. It knows no trust anchors and no document timestamps ("Signature
 * is not signed" is its word for both those and empty fields), so only a broken digest refuses.
 */
export const mutool = async (files: readonly string[]): Promise<Judged[]> => {
  const verdicts: Judged[] = [];
  for (const file of files) {
    const { stdout, stderr } = await runCommand('mutool', ['sign', '-v', file]);
    const blocks = `${stdout}\n${stderr}`.split(/^Verifying signature \d+:$/m).slice(1);
    const signed = blocks.filter((block) => !block.includes('Signature is not signed.'));
    const reasons = signed.length === 0 ? [`no signature found: ${stderr.trim()}`] : [];
    for (const block of signed) {
      if (!accepted.some((phrase) => block.includes(phrase))) reasons.push(block.trim().replace(/\s+/g, ' '));
    }
    verdicts.push(judged(file, reasons, `${signed.length} signatures`));
  }
  return verdicts;
};
