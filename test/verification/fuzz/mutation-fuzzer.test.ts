import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import type { FindingCode } from '../../../core/verification/finding.ts';
import { fuzz, type Judge, judge, told } from './fuzz-run.ts';

const first = Number(process.env.IKRAR_FUZZ_SEED ?? randomInt(1_000_000_000));
const count = Number(process.env.IKRAR_FUZZ_COUNT ?? 20_000);

it(`${count} mutations from seed ${first}: none is called intact, nothing throws`, {
  timeout: 600_000,
}, async () => {
  process.stdout.write(`mutation fuzzer: ${count} mutations from seed ${first}\n`);
  const { mutations, intact, violations } = await fuzz(first, count);
  process.stdout.write(`mutation fuzzer: ${mutations} done, ${intact} of them rightly intact\n`);
  expect(violations.map(told)).toEqual([]);
});

/** The verifier without a rule: what that rule finds no longer counts. */
function without(...codes: readonly FindingCode[]): Judge {
  return async (base, file) => {
    const claim = await judge(base, file);
    const rest = claim.codes.filter((code) => !codes.some((one) => one === code));
    const silenced = rest.length < claim.codes.length && rest.every((code) => harmless.has(code));
    return { ...claim, intact: claim.intact || silenced };
  };
}
const harmless = new Set<string>([
  'issuer-not-trusted',
  'revocation-unknown',
  'not-pades',
  'active-content',
  'information-updated',
]);

it.each<[string, Judge]>([
  ['what was changed later', without('changed-after-signing')],
  ['the digest', without('digest-mismatch')],
  ['what stands in the hole of a signature', without('contents-malformed', 'contents-padding')],
  [
    'where the signed bytes end',
    without('byte-range-gap', 'byte-range-end', 'malformed-file', 'digest-mismatch'),
  ],
])('a verifier blind to %s is caught within 2,000 mutations', async (_what, blind) => {
  const { violations } = await fuzz(1, 2_000, blind, 1);
  expect(violations).not.toEqual([]);
});
