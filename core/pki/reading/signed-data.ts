import { compareBytes, equalBytes, hex } from './bytes.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { child, type DerNode, readWholeDer } from './der-node.ts';
import { algorithmOf, dotted } from './object-identifier.ts';
import { PkiMalformed } from './pki-malformed.ts';

export interface CmsAttribute {
  readonly oid: string;
  /** DER of each value, verbatim. */
  readonly values: readonly Uint8Array[];
}

export interface SignerInfo {
  readonly sid:
    | { readonly kind: 'issuer-serial'; readonly issuer: Uint8Array; readonly serial: string }
    | { readonly kind: 'key-id'; readonly id: string };
  readonly digestOid: string;
  /** What was signed: the attributes as they stand, under the SET tag (RFC 5652 §5.4); null without any. */
  readonly signedBytes: Uint8Array | null;
  readonly signedAttributes: readonly CmsAttribute[];
  readonly unsignedAttributes: readonly CmsAttribute[];
  /** DER AlgorithmIdentifier. */
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedData {
  readonly contentType: string;
  /** Content carried inside, or null when detached. */
  readonly content: Uint8Array | null;
  readonly digestOids: readonly string[];
  readonly certificates: readonly Certificate[];
  /** The `crls` field (RFC 5652 §10.2.1, RFC 5940), DER, unread. */
  readonly revocationData: EmbeddedRevocationData;
  readonly signers: readonly SignerInfo[];
}

/** Whether the SignerInfo names that certificate (RFC 5652 §5.3). */
export function identifies({ sid }: SignerInfo, certificate: Certificate): boolean {
  return sid.kind === 'key-id'
    ? sid.id === certificate.extensions.subjectKeyId
    : sid.serial === certificate.serial && equalBytes(sid.issuer, certificate.issuer);
}

/** Reads or recalls a certificate. */
export type CertificateReader = (der: Uint8Array) => Certificate;

export interface EmbeddedRevocationData {
  readonly lists: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
}

const idSignedData = '1.2.840.113549.1.7.2';
const idOcspInCms = '1.3.6.1.5.5.7.16.2';

/** Reads a DER ContentInfo with SignedData (RFC 5652 §5) and nothing after it. */
export function readSignedData(der: Uint8Array, read: CertificateReader = readCertificate): SignedData {
  const node = readWholeDer(der);
  const type = dotted(node.children[0]);
  if (type !== idSignedData) throw new PkiMalformed('cms', `${type} is not SignedData`);
  const sequence = child(child(node, 1, 0xa0), 0, 0x30);
  // version, digestAlgorithms, encapContentInfo, [0] certificates?, [1] crls?, signerInfos.
  const encapsulated = child(sequence, 2, 0x30);
  const content = encapsulated.children[1];
  const optional = sequence.children.slice(3, -1);
  const inOrder = optional.every(({ tag }, at) => (tag === 0xa0 && at === 0) || (tag === 0xa1 && at <= 1));
  if (!inOrder || new Set(optional.map(({ tag }) => tag)).size !== optional.length) {
    throw new PkiMalformed('cms', 'unexpected parts in SignedData');
  }
  child(sequence, 0, 0x02);
  return {
    contentType: dotted(encapsulated.children[0]),
    content: content === undefined ? null : child(tagged(content), 0, 0x04).content,
    digestOids: child(sequence, 1, 0x31).children.map(algorithmOf),
    certificates: certificatesOf(sequence, read),
    revocationData: revocationDataOf(sequence),
    signers: child(sequence, sequence.children.length - 1, 0x31).children.map(signerOf),
  };
}

function tagged(node: DerNode): DerNode {
  if (node.tag !== 0xa0) throw new PkiMalformed('cms', 'content under an unexpected tag');
  return node;
}

/** A chain has four; issuers who send every one they have stay far below. */
export const mostCmsCertificates = 100;

/** Only plain certificates; the other choices of CertificateSet are of no use to a verifier. */
function certificatesOf(sequence: DerNode, read: CertificateReader): Certificate[] {
  const set = sequence.children.find(({ tag }) => tag === 0xa0)?.children ?? [];
  const plain = set.filter(({ tag }) => tag === 0x30);
  if (plain.length > mostCmsCertificates) {
    throw new PkiMalformed('limit', `${plain.length} certificates, at most ${mostCmsCertificates} are read`);
  }
  const found: Certificate[] = [];
  for (const { raw } of plain) {
    const certificate = read(raw);
    if (!found.some(({ der }) => equalBytes(der, raw))) found.push(certificate);
  }
  return found;
}

/** Other formats than CRL and OCSP answer nothing here. */
function revocationDataOf(sequence: DerNode): EmbeddedRevocationData {
  const choices = sequence.children.find(({ tag }) => tag === 0xa1)?.children ?? [];
  const ocspResponses = choices
    .filter(({ tag, children }) => tag === 0xa1 && dotted(children[0]) === idOcspInCms)
    .flatMap(({ children }) => (children[1] ? [children[1].raw] : []));
  return { lists: choices.filter(({ tag }) => tag === 0x30).map(({ raw }) => raw), ocspResponses };
}

/** version, sid, digestAlgorithm, [0] signedAttrs?, signatureAlgorithm, signature, [1] unsignedAttrs?. */
function signerOf(node: DerNode): SignerInfo {
  const [version, sidNode, digestNode, fourth] = node.children;
  if (node.tag !== 0x30 || version?.tag !== 0x02 || sidNode === undefined || fourth === undefined) {
    throw new PkiMalformed('cms', 'SignerInfo is incomplete');
  }
  const signed = fourth.tag === 0xa0 ? fourth : undefined;
  const at = signed ? 4 : 3;
  const unsigned = node.children[at + 2];
  if (node.children.length > at + 3 || (unsigned && unsigned.tag !== 0xa1)) {
    throw new PkiMalformed('cms', 'unexpected parts in SignerInfo');
  }
  return {
    sid: sidOf(sidNode),
    digestOid: algorithmOf(digestNode),
    signedBytes: signed ? signedSet(signed) : null,
    signedAttributes: signed?.children.map(attribute) ?? [],
    unsignedAttributes: unsigned?.children.map(attribute) ?? [],
    signatureAlgorithm: child(node, at, 0x30).raw,
    signature: child(node, at + 1, 0x04).content,
  };
}

function sidOf(node: DerNode): SignerInfo['sid'] {
  if (node.tag === 0x80) return { kind: 'key-id', id: hex(node.content) };
  if (node.tag !== 0x30) throw new PkiMalformed('cms', 'SignerInfo names its certificate in no known way');
  return {
    kind: 'issuer-serial',
    issuer: child(node, 0, 0x30).raw,
    serial: hex(child(node, 1, 0x02).content),
  };
}

/** The [0] attributes under the SET tag. DER orders a SET OF; in another order no two verifiers agree. */
function signedSet(node: DerNode): Uint8Array {
  for (const [index, { raw }] of node.children.entries()) {
    const next = node.children[index + 1];
    if (next && compareBytes(raw, next.raw) > 0) {
      throw new PkiMalformed('der', 'signed attributes are not in DER order');
    }
  }
  const bytes = Uint8Array.from(node.raw);
  bytes[0] = 0x31;
  return bytes;
}

/** Attribute ::= SEQUENCE { attrType, attrValues SET OF ANY }. */
function attribute(node: DerNode): CmsAttribute {
  if (node.tag !== 0x30 || node.children.length !== 2) throw new PkiMalformed('cms', 'not an Attribute');
  return { oid: dotted(node.children[0]), values: child(node, 1, 0x31).children.map(({ raw }) => raw) };
}
