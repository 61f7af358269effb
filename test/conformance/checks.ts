import { basename } from 'node:path';
import type { Judged } from './judges/judged.ts';

export type Check = { readonly name: string; readonly passed: boolean; readonly detail: string };

/** Collects the checks of one part of the run and prints each as it falls, reasons included. */
export class Checks {
  readonly all: Check[] = [];
  readonly part: string;

  constructor(part: string) {
    this.part = part;
  }

  add(name: string, passed: boolean, detail: string): void {
    this.all.push({ name, passed, detail });
    process.stdout.write(`${passed ? 'pass' : 'FAIL'}  ${this.part}: ${name}  ${detail}\n`);
  }

  /** One check for a whole batch: it passes when the judge passed every file. */
  accepted(judge: string, verdicts: readonly Judged[]): void {
    const refused = verdicts.filter(({ passed }) => !passed);
    const told = verdicts.length === 1 ? (verdicts[0]?.summary ?? '') : `${verdicts.length} files`;
    const why = refused
      .map(({ file, reasons }) => `\n      ${basename(file)}: ${reasons.join('\n        ')}`)
      .join('');
    const passed = verdicts.length > 0 && refused.length === 0;
    this.add(
      `${judge} accepts`,
      passed,
      `${told}${refused.length > 0 ? `, ${refused.length} refused${why}` : ''}`,
    );
  }

  /**
   * A sabotage check: the judge has to refuse, and for the reason which was made (`because`): a refusal for any
   * other reason proves nothing about what the judge sees.
   */
  refused(judge: string, sabotage: string, verdicts: readonly Judged[], because: RegExp): void {
    const reasons = verdicts
      .flatMap((verdict) => verdict.reasons)
      .map((reason) => reason.replace(/\s+/g, ' '));
    const found = reasons.find((reason) => because.test(reason));
    const detail =
      found?.slice(0, 160) ??
      (reasons.length === 0 ? 'it accepted the broken file' : `${because} is not why: ${reasons.join('; ')}`);
    this.add(`${judge} refuses ${sabotage}`, found !== undefined, detail);
  }
}
