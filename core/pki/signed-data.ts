import { certificateParts } from './certificate-parts.ts';
import { der, derObjectIdentifier, derSetOf, retag, tags } from './der.ts';
import { digest } from './message-signer.ts';
import { attribute, attributesToSign, hashIdentifier, signatureIdentifier } from './signed-attributes.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';

export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

const signatureTimestampType = '1.2.840.113549.1.9.16.2.14';

const certificateHashes = new WeakMap<Uint8Array, Uint8Array>();

/** @param certificate DER, the signer's */
export function signedAttributes(
  contentType: string,
  messageDigest: Uint8Array,
  certificate: Uint8Array,
  algorithm: SigningAlgorithm,
): Uint8Array {
  const certificateHash = certificateHashes.get(certificate) ?? digest('sha256', certificate);
  certificateHashes.set(certificate, certificateHash);
  return attributesToSign({ contentType, messageDigest, certificateHash }, algorithm);
}

export type SignedDataParts = {
  readonly contentType: string;
  /** Absent for a detached signature. */
  readonly content?: Uint8Array;
  /** DER, the signer's first. */
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]];
  readonly algorithm: SigningAlgorithm;
  /** Verbatim what was signed. */
  readonly signedAttributes: Uint8Array;
  readonly signature: Uint8Array;
  /** A TimeStampToken over `signature`. */
  readonly signatureTimestamp?: Uint8Array;
};

/** A ContentInfo with one SignedData of one SignerInfo, DER throughout. */
export function signedData(parts: SignedDataParts): Uint8Array {
  const content =
    parts.content === undefined ? [] : [der(tags.context0, der(tags.octetString, parts.content))];
  const unsigned =
    parts.signatureTimestamp === undefined
      ? []
      : [der(tags.context1, attribute(signatureTimestampType, parts.signatureTimestamp))];
  const signerInfo = der(
    tags.sequence,
    version(1),
    issuerAndSerialNumber(parts.certificates[0]),
    hashIdentifier(parts.algorithm),
    retag(parts.signedAttributes, tags.context0),
    signatureIdentifier(parts.algorithm),
    der(tags.octetString, parts.signature),
    ...unsigned,
  );
  const body = der(
    tags.sequence,
    // RFC 5652 §5.1: 1 for id-data, 3 for any other content type.
    version(parts.contentType === contentTypes.data ? 1 : 3),
    derSetOf([hashIdentifier(parts.algorithm)]),
    der(tags.sequence, derObjectIdentifier(parts.contentType), ...content),
    derSetOf(parts.certificates, tags.context0),
    derSetOf([signerInfo]),
  );
  return der(tags.sequence, derObjectIdentifier(contentTypes.signedData), der(tags.context0, body));
}

function issuerAndSerialNumber(certificate: Uint8Array): Uint8Array {
  const { issuer, serialNumber } = certificateParts(certificate);
  return der(tags.sequence, issuer, serialNumber);
}

function version(value: number): Uint8Array {
  return der(tags.integer, new Uint8Array([value]));
}
