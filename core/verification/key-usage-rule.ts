import type { Certificate } from '../pki/reading/certificate.ts';
import { type Finding, finding } from './finding.ts';
import { documentPurposes } from './object-identifiers.ts';

/**
 * Whether a certificate's key may sign documents (RFC 5280 §4.2.1.3 and §4.2.1.12, RFC 9336): either extension, where
 * it stands, must allow it. A certificate without both is for anything.
 */
export function keyUsageRule({ extensions }: Certificate): Finding[] {
  const { keyUsage, extendedKeyUsage } = extensions;
  const mayDeclare = !keyUsage || keyUsage.has('nonRepudiation') || keyUsage.has('digitalSignature');
  const meantFor = extendedKeyUsage?.purposes.some((purpose) => documentPurposes.has(purpose)) ?? true;
  return mayDeclare && meantFor ? [] : [finding('key-usage', 'the certificate is not for signing documents')];
}
