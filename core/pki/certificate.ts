import { AsnConvert } from '@peculiar/asn1-schema';
import {
  Certificate,
  type Extension,
  type Name,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import type { Randomness } from '../ports/randomness.ts';
import { type CertificateProfile, extensionsOf, profiles } from './certificate-profile.ts';
import { type MessageSigner, signatureAlgorithm, signChecked } from './message-signer.ts';
import type { PublishedAddresses } from './published-addresses.ts';

/**
 * Told what is about to be signed, before it is signed, and expected to keep it: whoever audits the CA later must
 * find every certificate it ever signed, even one whose issuance was cut short.
 */
export type IssuanceJournal = (entry: {
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly tbsCertificate: Uint8Array;
}) => Promise<void>;

export type CertificateRequest = {
  readonly profile: CertificateProfile;
  readonly subject: Name;
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly issuer: Name;
  readonly signer: MessageSigner;
  readonly notBefore: Date;
  /** The certificate never outlives its issuer. */
  readonly notAfterLimit?: Date;
  readonly addresses?: PublishedAddresses;
  /** Names of a server, or the constraints of who certifies it (core/pki/network-names.ts). */
  readonly extensions?: readonly Extension[];
};

/** Answers the DER of the certificate; its signature has been checked against the issuer's key. */
export async function makeCertificate(
  request: CertificateRequest,
  randomness: Randomness,
  journal: IssuanceJournal,
): Promise<Uint8Array> {
  const serial = serialNumber(randomness);
  const issuerKey = AsnConvert.parse(request.signer.publicKey, SubjectPublicKeyInfo);
  const subjectKey = AsnConvert.parse(request.publicKey, SubjectPublicKeyInfo);
  const tbs = new TBSCertificate({
    version: Version.v3,
    serialNumber: serial.buffer,
    signature: signatureAlgorithm(request.signer.algorithm),
    issuer: request.issuer,
    validity: new Validity({ notBefore: wholeSeconds(request.notBefore), notAfter: notAfter(request) }),
    subject: request.subject,
    subjectPublicKeyInfo: subjectKey,
    extensions: extensionsOf(request.profile, subjectKey, issuerKey, request.addresses, request.extensions),
  });
  const tbsRaw = AsnConvert.serialize(tbs);
  await journal({
    serialNumber: Buffer.from(serial).toString('hex'),
    tbsCertificate: new Uint8Array(tbsRaw),
  });
  const signature = await signChecked(request.signer, new Uint8Array(tbsRaw));
  const certificate = new Certificate({
    tbsCertificate: tbs,
    tbsCertificateRaw: tbsRaw,
    signatureAlgorithm: signatureAlgorithm(request.signer.algorithm),
    signatureValue: new Uint8Array(signature).buffer,
  });
  const der = new Uint8Array(AsnConvert.serialize(certificate));
  // What was journalled and what was signed must be the same bytes (Boulder's issuance cycle).
  const parsed = AsnConvert.parse(der, Certificate);
  if (!Buffer.from(parsed.tbsCertificateRaw ?? new ArrayBuffer(0)).equals(Buffer.from(tbsRaw))) {
    throw new Error('expected the certificate to carry exactly the bytes which were journalled and signed');
  }
  return der;
}

/** 128 random bits after a leading 1, which keeps the INTEGER positive and minimal (RFC 5280 §4.1.2.2). */
function serialNumber(randomness: Randomness): Uint8Array<ArrayBuffer> {
  const serial = new Uint8Array(17);
  serial[0] = 1;
  serial.set(randomness.bytes(16), 1);
  return serial;
}

function notAfter(request: CertificateRequest): Date {
  const end = wholeSeconds(request.notBefore);
  end.setUTCFullYear(end.getUTCFullYear() + profiles[request.profile].years);
  const limit = request.notAfterLimit;
  return limit !== undefined && limit < end ? limit : end;
}

function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}
