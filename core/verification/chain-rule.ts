import type { Certificate } from '../pki/reading/certificate.ts';
import { buildChain } from '../pki/reading/certificate-chain.ts';
import { anchorsFor, type TrustList } from '../pki/reading/trust-list.ts';
import { type Finding, finding } from './finding.ts';
import { documentPurposes, oid } from './object-identifiers.ts';

/** The signer's chain at the time the signature is known to have existed. */
export async function chainRule(
  certificate: Certificate,
  candidates: readonly Certificate[],
  trust: TrustList,
  at: Date,
): Promise<Finding[]> {
  const result = await buildChain(certificate, candidates, anchorsFor(trust, 'signature', at), at);
  if (!result.trusted) {
    const code = {
      'no-chain': 'issuer-not-trusted',
      'out-of-validity': 'certificate-out-of-validity',
      constraints: 'chain-constraints',
    } as const;
    return [finding(code[result.fault], result.detail)];
  }
  const { keyUsage, extendedKeyUsage } = certificate.extensions;
  const mayDeclare = !keyUsage || keyUsage.has('nonRepudiation') || keyUsage.has('digitalSignature');
  const meantFor = extendedKeyUsage?.purposes.some((purpose) => documentPurposes.has(purpose)) ?? true;
  return mayDeclare && meantFor ? [] : [finding('key-usage', 'the certificate is not for signing documents')];
}

/** RFC 3161 §2.3: the key of a time-stamping authority has this one purpose, marked critical. */
export function isTimestampCertificate({ extensions }: Certificate): boolean {
  const { extendedKeyUsage } = extensions;
  const [purpose, ...more] = extendedKeyUsage?.purposes ?? [];
  return extendedKeyUsage?.critical === true && purpose === oid.timeStamping && more.length === 0;
}
