import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate as AsnCertificate } from '@peculiar/asn1-x509';
import { equalBytes, hex } from './bytes.ts';
import { type CertificateExtensions, readExtensions } from './certificate-extensions.ts';
import { child, readWholeDer } from './der-node.ts';
import { readName } from './distinguished-name.ts';
import { PkiMalformed } from './pki-malformed.ts';

/** An X.509 v3 certificate as RFC 5280 reads it. All byte fields are verbatim DER slices. */
export interface Certificate {
  readonly der: Uint8Array;
  /** What the issuer signed. */
  readonly tbs: Uint8Array;
  /** AlgorithmIdentifier of the issuer's signature. */
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
  /** Lower-case hexadecimal of the INTEGER's content. */
  readonly serial: string;
  /** DER Name, compared byte by byte: RFC 5280 §4.1.2.6 asks issuers to copy it. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly issuerText: string;
  readonly subjectText: string;
  readonly commonName: string | null;
  readonly title: string | null;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKeyInfo: Uint8Array;
  readonly extensions: CertificateExtensions;
}

/** @throws PkiMalformed for anything but one DER certificate. */
export function readCertificate(der: Uint8Array): Certificate {
  const node = readWholeDer(der);
  if (node.tag !== 0x30 || node.children.length !== 3)
    throw new PkiMalformed('certificate', 'three parts expected');
  const tbs = child(node, 0, 0x30);
  const versioned = tbs.children[0]?.tag === 0xa0 ? 1 : 0;
  const algorithm = child(node, 1, 0x30);
  // RFC 5280 §4.1.1.2: named twice, once under the signature; they must agree.
  if (!equalBytes(child(tbs, versioned + 1, 0x30).raw, algorithm.raw)) {
    throw new PkiMalformed('certificate', 'the two signature algorithms differ');
  }
  const issuer = child(tbs, versioned + 2, 0x30).raw;
  const subject = child(tbs, versioned + 4, 0x30).raw;
  const signature = child(node, 2, 0x03).content;
  if (signature[0] !== 0) throw new PkiMalformed('certificate', 'signature with unused bits');
  let parsed: AsnCertificate;
  try {
    parsed = AsnConvert.parse(der, AsnCertificate);
  } catch (cause) {
    throw new PkiMalformed('certificate', 'not an X.509 certificate', { cause });
  }
  const { validity, extensions, version } = parsed.tbsCertificate;
  const issuerName = readName(parsed.tbsCertificate.issuer);
  const subjectName = readName(parsed.tbsCertificate.subject);
  return {
    der,
    tbs: tbs.raw,
    signatureAlgorithm: algorithm.raw,
    signature: signature.subarray(1),
    serial: hex(child(tbs, versioned, 0x02).content),
    issuer,
    subject,
    issuerText: issuerName.text,
    subjectText: subjectName.text,
    commonName: subjectName.commonName,
    title: subjectName.title,
    notBefore: instant(validity.notBefore.getTime()),
    notAfter: instant(validity.notAfter.getTime()),
    publicKeyInfo: child(tbs, versioned + 5, 0x30).raw,
    extensions: readExtensions([...(extensions ?? [])], version),
  };
}

function instant(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw new PkiMalformed('certificate', 'validity is not a time');
  return date;
}
