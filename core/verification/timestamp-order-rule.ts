import { type Finding, finding } from './finding.ts';
import { clockTolerance } from './policy.ts';

export interface TrustedTime {
  readonly revision: number;
  readonly time: Date;
  readonly field: string;
}

/**
 * EN 319 102-1 §5.5.4, step 4 (RFC 3161 §2.4.2): what stands in a later revision was stamped later. A trusted time which is earlier than one
 * it covers means that an authority was wrong, and then neither proves anything.
 */
export function timestampOrderRule(times: readonly TrustedTime[]): Finding[] {
  const inFileOrder = [...times].sort((a, b) => a.revision - b.revision);
  const findings: Finding[] = [];
  for (const [index, later] of inFileOrder.entries()) {
    const contradicted = inFileOrder
      .slice(0, index)
      .find(
        ({ revision, time }) =>
          revision < later.revision && later.time.getTime() + clockTolerance < time.getTime(),
      );
    if (contradicted) {
      const detail = `${later.field} ${later.time.toISOString()} is over ${contradicted.field} ${contradicted.time.toISOString()}`;
      findings.push(finding('timestamp-order', detail));
    }
  }
  return findings;
}
