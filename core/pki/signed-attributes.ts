import { der, derObjectIdentifier, derSetOf, retag, tags } from './der.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';

const attributeTypes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

const hashAlgorithms = {
  sha256: der(tags.sequence, derObjectIdentifier('2.16.840.1.101.3.4.2.1')),
  sha384: der(tags.sequence, derObjectIdentifier('2.16.840.1.101.3.4.2.2')),
};

/** DER NULL. */
const nothing = Uint8Array.of(0x05, 0x00);
/** ECDSA has no parameters at all (RFC 5758 §3.2); RSA has NULL (RFC 5754 §3.2, RFC 4055 §5). */
const signatureAlgorithms = {
  'ecdsa-p256': der(tags.sequence, derObjectIdentifier('1.2.840.10045.4.3.2')),
  'ecdsa-p384': der(tags.sequence, derObjectIdentifier('1.2.840.10045.4.3.3')),
  rsa: der(tags.sequence, derObjectIdentifier('1.2.840.113549.1.1.11'), nothing),
};

/** RFC 5754 §2: without parameters. */
export const hashIdentifier = (algorithm: SigningAlgorithm): Uint8Array =>
  hashAlgorithms[algorithm === 'ecdsa-p384' ? 'sha384' : 'sha256'];

export const signatureIdentifier = (algorithm: SigningAlgorithm): Uint8Array =>
  signatureAlgorithms[algorithm === 'ecdsa-p256' || algorithm === 'ecdsa-p384' ? algorithm : 'rsa'];

/**
 * The signed attributes of a CAdES baseline signature and of a timestamp token, as the DER SET OF which is signed
 * (RFC 5652 §5.4): content-type, message-digest, signing-certificate-v2 (RFC 5035, SHA-256, one certificate) and
 * CMSAlgorithmProtection (RFC 6211). No signing-time: ETSI EN 319 142-1 §6.3 forbids it beside /M. No Node built-ins:
 * a browser which signs makes them itself.
 */
export function attributesToSign(
  {
    contentType,
    messageDigest,
    certificateHash,
  }: {
    readonly contentType: string;
    readonly messageDigest: Uint8Array;
    /** SHA-256 of the signer's certificate. */
    readonly certificateHash: Uint8Array;
  },
  algorithm: SigningAlgorithm,
): Uint8Array {
  const essCertId = der(tags.sequence, der(tags.octetString, certificateHash));
  return derSetOf([
    attribute(attributeTypes.contentType, derObjectIdentifier(contentType)),
    attribute(attributeTypes.messageDigest, der(tags.octetString, messageDigest)),
    attribute(attributeTypes.signingCertificateV2, der(tags.sequence, der(tags.sequence, essCertId))),
    attribute(
      attributeTypes.algorithmProtection,
      der(tags.sequence, hashIdentifier(algorithm), retag(signatureIdentifier(algorithm), tags.context1)),
    ),
  ]);
}

export const attribute = (type: string, value: Uint8Array): Uint8Array =>
  der(tags.sequence, derObjectIdentifier(type), derSetOf([value]));
