/** CMS, CAdES and purpose identifiers, dotted (RFC 5652, RFC 5035, RFC 6211, RFC 3161, RFC 9336). */
export const oid = {
  data: '1.2.840.113549.1.7.1',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  revocationArchival: '1.2.840.113583.1.1.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  sha1: '1.3.14.3.2.26',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ed25519: '1.3.101.112',
  ed448: '1.3.101.113',
  shake256: '2.16.840.1.101.3.4.2.12',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;

/** A certificate with extended purposes signs documents only when one of these is among them. */
export const documentPurposes = new Set([
  '2.5.29.37.0', // anyExtendedKeyUsage
  '1.3.6.1.5.5.7.3.36', // documentSigning, RFC 9336
  '1.3.6.1.5.5.7.3.4', // emailProtection, which issuers have long used for signers
  '1.2.840.113583.1.1.5', // Adobe authentic documents
  '1.3.6.1.4.1.311.10.3.12', // Microsoft document signing
]);
