import { runCommand } from './command.ts';
import { type Judged, judged } from './judged.ts';

/** `qpdf --check`: syntax of cross-references, objects and streams. Its warnings (exit 3) refuse too. */
export const qpdf = async (files: readonly string[]): Promise<Judged[]> => {
  const verdicts: Judged[] = [];
  for (const file of files) {
    const { code, stdout, stderr } = await runCommand('qpdf', ['--check', file]);
    const reasons = code === 0 ? [] : [`exit ${code}: ${stderr.trim() || stdout.trim()}`];
    verdicts.push(judged(file, reasons, /PDF Version: .*/.exec(stdout)?.[0] ?? 'no version read'));
  }
  return verdicts;
};
