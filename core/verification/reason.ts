import { type Finding, findingKinds, judge } from './finding.ts';

/** The steps of a verdict on one signature, in the order they are taken, and where each is laid down. */
export const ruleClauses = {
  signature: 'EN 319 102-1 §5.2.2, §5.2.3, §5.2.7, §5.2.8; EN 319 142-1 §6.3',
  changes: 'ISO 32000-1 §12.8.2; EN 319 142-1 §5.4',
  timestamps: 'EN 319 102-1 §5.4, §5.6.2.4; RFC 3161',
  time: 'EN 319 102-1 §5.5.4, §5.6.3.4',
  chain: 'EN 319 102-1 §5.2.6; RFC 5280 §6.1',
  revocation: 'EN 319 102-1 §5.2.5, §5.6.2.2; RFC 5280 §6.3; RFC 6960 §3.2',
  level: 'EN 319 142-1 §6.3 table 1',
} as const;

export type RuleName = keyof typeof ruleClauses;

export interface Reason {
  readonly rule: RuleName;
  readonly clause: string;
  readonly outcome: 'passed' | 'failed' | 'indeterminate';
  readonly findings: readonly Finding[];
  /** What it rests on, for experts, in English. */
  readonly detail: string;
}

/** @param asked false for a step which had nothing to judge: it was not passed. */
export function reason(rule: RuleName, findings: readonly Finding[], detail: string, asked = true): Reason {
  const outcomes = {
    'TOTAL-PASSED': 'passed',
    'TOTAL-FAILED': 'failed',
    INDETERMINATE: 'indeterminate',
  } as const;
  const judged = outcomes[judge(findings).indication];
  const outcome = judged === 'passed' && !asked ? 'indeterminate' : judged;
  return { rule, clause: ruleClauses[rule], outcome, findings, detail };
}

/** Of a path's findings those about revocation. */
export function isAboutRevocation({ code }: Finding): boolean {
  const [, subIndication] = findingKinds[code];
  return code === 'certificate-revoked-later' || /REVO|TRY_LATER/.test(subIndication ?? '');
}
