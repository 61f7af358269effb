import { equalBytes, hex } from './bytes.ts';
import { type CertificateExtensions, readExtensions } from './certificate-extensions.ts';
import { child, type DerNode, readWholeDer } from './der-node.ts';
import { derTime } from './der-time.ts';
import { readName } from './distinguished-name.ts';
import { algorithmOf } from './object-identifier.ts';
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
  readonly organization: string | null;
  readonly title: string | null;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKeyInfo: Uint8Array;
  /** Dotted OID of the key's algorithm. */
  readonly keyAlgorithm: string;
  /** The octets of its BIT STRING, unread: what they say is judged by whoever uses the key. */
  readonly keyBits: Uint8Array;
  readonly extensions: CertificateExtensions;
}

/** @throws PkiMalformed for anything but one DER certificate. */
export function readCertificate(der: Uint8Array): Certificate {
  const node = readWholeDer(der);
  if (node.tag !== 0x30 || node.children.length !== 3)
    throw new PkiMalformed('certificate', 'three parts expected');
  const tbs = child(node, 0, 0x30);
  const version = tbs.children[0]?.tag === 0xa0 ? child(tbs.children[0], 0, 0x02).content : undefined;
  const versioned = version === undefined ? 0 : 1;
  const algorithm = child(node, 1, 0x30);
  // RFC 5280 §4.1.1.2: named twice, once under the signature; they must agree.
  if (!equalBytes(child(tbs, versioned + 1, 0x30).raw, algorithm.raw)) {
    throw new PkiMalformed('certificate', 'the two signature algorithms differ');
  }
  const issuer = child(tbs, versioned + 2, 0x30);
  const validity = child(tbs, versioned + 3, 0x30);
  const subject = child(tbs, versioned + 4, 0x30);
  const signature = child(node, 2, 0x03).content;
  if (signature[0] !== 0) throw new PkiMalformed('certificate', 'signature with unused bits');
  const optional = tbs.children.slice(versioned + 6);
  const extensions = optional.find(({ tag }) => tag === 0xa3);
  // issuerUniqueID and subjectUniqueID, which nobody uses, and the extensions: in this order, each at most once.
  if (optional.some(({ tag }, index) => tag < 0x81 || tag > 0xa3 || tag <= (optional[index - 1]?.tag ?? 0))) {
    throw new PkiMalformed('certificate', 'unexpected parts after the public key');
  }
  const key = child(tbs, versioned + 5, 0x30);
  const keyString = child(key, 1, 0x03).content;
  if (key.children.length !== 2 || keyString[0] !== 0) {
    throw new PkiMalformed('certificate', 'not a SubjectPublicKeyInfo');
  }
  const issuerName = readName(issuer);
  const subjectName = readName(subject);
  return {
    der,
    tbs: tbs.raw,
    signatureAlgorithm: algorithm.raw,
    signature: signature.subarray(1),
    serial: hex(child(tbs, versioned, 0x02).content),
    issuer: issuer.raw,
    subject: subject.raw,
    issuerText: issuerName.text,
    subjectText: subjectName.text,
    commonName: subjectName.commonName,
    organization: subjectName.organization,
    title: subjectName.title,
    notBefore: instant(validity.children[0]),
    notAfter: instant(validity.children[1]),
    publicKeyInfo: key.raw,
    keyAlgorithm: algorithmOf(key.children[0]),
    keyBits: keyString.subarray(1),
    extensions: readExtensions(
      extensions && child(extensions, 0, 0x30),
      version?.length === 1 && version[0] === 2,
    ),
  };
}

function instant(node: DerNode | undefined): Date {
  const time = derTime(node);
  if (time === null) throw new PkiMalformed('certificate', 'validity is not a time');
  return time;
}
