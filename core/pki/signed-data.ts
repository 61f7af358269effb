import { AsnConvert } from '@peculiar/asn1-schema';
import { certificateParts } from './certificate-parts.ts';
import { der, derObjectIdentifier, derSetOf, retag, tags } from './der.ts';
import { digest, signatureAlgorithm } from './message-signer.ts';
import { hashName, type SigningAlgorithm } from './signing-algorithm.ts';

export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

const attributeTypes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
} as const;

const hashOids = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' } as const;

/**
 * The signed attributes of a CAdES baseline signature and of a timestamp token, as the DER SET OF which is signed
 * (RFC 5652 §5.4): content-type, message-digest, signing-certificate-v2 (RFC 5035, SHA-256, one certificate) and
 * CMSAlgorithmProtection (RFC 6211). No signing-time: ETSI EN 319 142-1 §6.3 forbids it beside /M.
 */
export function signedAttributes(
  contentType: string,
  messageDigest: Uint8Array,
  certificate: Uint8Array,
  algorithm: SigningAlgorithm,
): Uint8Array {
  return derSetOf([
    attribute(attributeTypes.contentType, derObjectIdentifier(contentType)),
    attribute(attributeTypes.messageDigest, der(tags.octetString, messageDigest)),
    signingCertificate(certificate),
    algorithmProtection(algorithm),
  ]);
}

const signingCertificates = new WeakMap<Uint8Array, Uint8Array>();

function signingCertificate(certificate: Uint8Array): Uint8Array {
  let encoded = signingCertificates.get(certificate);
  if (encoded === undefined) {
    const essCertId = der(tags.sequence, der(tags.octetString, digest('sha256', certificate)));
    encoded = attribute(
      attributeTypes.signingCertificateV2,
      der(tags.sequence, der(tags.sequence, essCertId)),
    );
    signingCertificates.set(certificate, encoded);
  }
  return encoded;
}

function algorithmProtection(algorithm: SigningAlgorithm): Uint8Array {
  const identifier = retag(algorithmIdentifier(algorithm), tags.context1);
  return attribute(
    attributeTypes.algorithmProtection,
    der(tags.sequence, hashAlgorithm(algorithm), identifier),
  );
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
      : [der(tags.context1, attribute(attributeTypes.signatureTimestamp, parts.signatureTimestamp))];
  const signerInfo = der(
    tags.sequence,
    version(1),
    issuerAndSerialNumber(parts.certificates[0]),
    hashAlgorithm(parts.algorithm),
    retag(parts.signedAttributes, tags.context0),
    algorithmIdentifier(parts.algorithm),
    der(tags.octetString, parts.signature),
    ...unsigned,
  );
  const body = der(
    tags.sequence,
    // RFC 5652 §5.1: 1 for id-data, 3 for any other content type.
    version(parts.contentType === contentTypes.data ? 1 : 3),
    derSetOf([hashAlgorithm(parts.algorithm)]),
    der(tags.sequence, derObjectIdentifier(parts.contentType), ...content),
    derSetOf(parts.certificates, tags.context0),
    derSetOf([signerInfo]),
  );
  return der(tags.sequence, derObjectIdentifier(contentTypes.signedData), der(tags.context0, body));
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return der(tags.sequence, derObjectIdentifier(type), derSetOf([value]));
}

const hashAlgorithms = {
  sha256: der(tags.sequence, derObjectIdentifier(hashOids.sha256)),
  sha384: der(tags.sequence, derObjectIdentifier(hashOids.sha384)),
};

/** RFC 5754 §2: without parameters. */
function hashAlgorithm(algorithm: SigningAlgorithm): Uint8Array {
  return hashAlgorithms[hashName(algorithm)];
}

const algorithmIdentifiers = new Map<string, Uint8Array>();

function algorithmIdentifier(algorithm: SigningAlgorithm): Uint8Array {
  let identifier = algorithmIdentifiers.get(algorithm);
  if (identifier === undefined) {
    identifier = new Uint8Array(AsnConvert.serialize(signatureAlgorithm(algorithm)));
    algorithmIdentifiers.set(algorithm, identifier);
  }
  return identifier;
}

function issuerAndSerialNumber(certificate: Uint8Array): Uint8Array {
  const { issuer, serialNumber } = certificateParts(certificate);
  return der(tags.sequence, issuer, serialNumber);
}

function version(value: number): Uint8Array {
  return der(tags.integer, new Uint8Array([value]));
}
