import type { Certificate } from '../pki/reading/certificate.ts';
import { keyUsageRule } from './key-usage-rule.ts';
import { type PathDesk, type PathJudgement, pathRule } from './path-rule.ts';

/** The signer's chain at the time the signature is known to have existed, and what its key is for. */
export async function signerPathRule(
  desk: PathDesk,
  certificate: Certificate,
  provenAt: Date,
  notBefore: Date | null,
): Promise<PathJudgement> {
  const question = {
    leaf: certificate,
    purpose: 'signature',
    provenAt,
    freshFor: provenAt,
    notBefore,
  } as const;
  const path = await pathRule(desk, question);
  return { ...path, findings: [...path.findings, ...keyUsageRule(certificate)] };
}
