import { equalBytes, hex, webBytes } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { type DerNode, readWholeDer } from '../pki/reading/der-node.ts';
import { digest, fingerprint, type HashName, hashOf } from '../pki/reading/digest.ts';
import { algorithmOf } from '../pki/reading/object-identifier.ts';
import type { SignerInfo } from '../pki/reading/signed-data.ts';
import { type Finding, finding } from './finding.ts';
import { oid } from './object-identifiers.ts';
import type { SignerProfile } from './signer-rule.ts';

/**
 * ESS signing-certificate-v2 (RFC 5035): the signed name of the certificate, without which another one with
 * the same key could be put in its place. The SHA-1 form (RFC 2634) is enough for a timestamp (RFC 3161
 * §2.4.2) and for legacy signatures, which need none; not for PAdES.
 */
export async function signingCertificateRule(
  signer: SignerInfo,
  certificate: Certificate,
  profile: SignerProfile,
): Promise<Finding[]> {
  const second = attributeValue(signer, oid.signingCertificateV2);
  const first = attributeValue(signer, oid.signingCertificate);
  const findings: Finding[] = [];
  if (second && !(await matches(second, certificate, 'SHA-256'))) {
    findings.push(finding('signing-certificate-mismatch', 'signing-certificate-v2'));
  }
  if (first && !(await matches(first, certificate, 'SHA-1'))) {
    findings.push(finding('signing-certificate-mismatch', 'signing-certificate'));
  }
  if (second || profile === 'legacy' || (first && profile === 'timestamp')) return findings;
  if (first) findings.push(finding('signing-certificate-old', 'only the SHA-1 form is signed'));
  else findings.push(finding('signing-certificate-missing', 'signing-certificate-v2'));
  return findings;
}

function attributeValue(signer: SignerInfo, id: string): DerNode | undefined {
  const [value] = signer.signedAttributes
    .filter((attribute) => attribute.oid === id)
    .flatMap(({ values }) => values);
  return value && readWholeDer(value);
}

/** ESSCertID(v2) ::= SEQUENCE { hashAlgorithm?, certHash, issuerSerial? }; the first names the signer. */
async function matches(value: DerNode, certificate: Certificate, byDefault: HashName | 'SHA-1') {
  const parts = value.children[0]?.children[0]?.children ?? [];
  const [algorithm] = parts;
  const stated = algorithm?.tag === 0x30 && parts[1]?.tag === 0x04 ? algorithm : undefined;
  const hash = stated ? hashOf(algorithmOf(stated)) : byDefault;
  const certHash = stated ? parts[1] : algorithm;
  const issuerSerial = parts[stated ? 2 : 1];
  if (hash === undefined || certHash?.tag !== 0x04) return false;
  const actual =
    hash === 'SHA-1'
      ? new Uint8Array(await crypto.subtle.digest('SHA-1', webBytes(certificate.der)))
      : await (hash === 'SHA-256' ? fingerprint(certificate) : digest(hash, certificate.der));
  const serial = issuerSerial?.children[1]?.content;
  const sameSerial = serial === undefined || hex(serial) === certificate.serial;
  return equalBytes(certHash.content, actual) && sameSerial;
}
