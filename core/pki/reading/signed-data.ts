import {
  SignedData as AsnSignedData,
  type SignerInfo as AsnSignerInfo,
  type Attribute,
  ContentInfo,
} from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { compareBytes, equalBytes, hex } from './bytes.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { child, type DerNode, readWholeDer } from './der-node.ts';
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
  readonly signers: readonly SignerInfo[];
}

const idSignedData = '1.2.840.113549.1.7.2';

/** Reads a DER ContentInfo with SignedData (RFC 5652 §5) and nothing after it. */
export function readSignedData(der: Uint8Array): SignedData {
  const node = readWholeDer(der);
  try {
    const info = AsnConvert.parse(der, ContentInfo);
    if (info.contentType !== idSignedData)
      throw new PkiMalformed('cms', `${info.contentType} is not SignedData`);
    const signed = AsnConvert.parse(info.content, AsnSignedData);
    const sequence = child(child(node, 1, 0xa0), 0, 0x30);
    const signerNodes = sequence.children.at(-1)?.children ?? [];
    const { eContentType, eContent } = signed.encapContentInfo;
    const inner = eContent?.single?.buffer ?? eContent?.any;
    return {
      contentType: eContentType,
      content: eContent === undefined ? null : new Uint8Array(inner ?? new ArrayBuffer(0)),
      digestOids: [...signed.digestAlgorithms].map(({ algorithm }) => algorithm),
      certificates: certificatesOf(sequence),
      signers: [...signed.signerInfos].map((signer, index) => signerOf(signer, signerNodes[index])),
    };
  } catch (cause) {
    if (cause instanceof PkiMalformed) throw cause;
    throw new PkiMalformed('cms', 'not a SignedData', { cause });
  }
}

/** Only plain certificates; the other choices of CertificateSet are of no use to a verifier. */
function certificatesOf(sequence: DerNode): Certificate[] {
  const set = sequence.children.find(({ tag }) => tag === 0xa0);
  const found: Certificate[] = [];
  for (const { tag, raw } of set?.children ?? []) {
    if (tag !== 0x30) continue;
    const certificate = readCertificate(raw);
    if (!found.some(({ der }) => equalBytes(der, raw))) found.push(certificate);
  }
  return found;
}

/** version, sid, digestAlgorithm, [0] signedAttrs?, signatureAlgorithm, signature, [1] unsignedAttrs?. */
function signerOf(signer: AsnSignerInfo, node: DerNode | undefined): SignerInfo {
  const [, sidNode, , fourth] = node?.children ?? [];
  if (node === undefined || sidNode === undefined || fourth === undefined) {
    throw new PkiMalformed('cms', 'SignerInfo is incomplete');
  }
  const signed = fourth.tag === 0xa0 ? fourth : undefined;
  const algorithm = child(node, signed ? 4 : 3, 0x30);
  const { issuerAndSerialNumber, subjectKeyIdentifier } = signer.sid;
  const sid: SignerInfo['sid'] = issuerAndSerialNumber
    ? {
        kind: 'issuer-serial',
        issuer: child(sidNode, 0, 0x30).raw,
        serial: hex(child(sidNode, 1, 0x02).content),
      }
    : { kind: 'key-id', id: hex(new Uint8Array(subjectKeyIdentifier?.buffer ?? new ArrayBuffer(0))) };
  return {
    sid,
    digestOid: signer.digestAlgorithm.algorithm,
    signedBytes: signed ? signedSet(signed) : null,
    signedAttributes: signer.signedAttrs?.map(attribute) ?? [],
    unsignedAttributes: signer.unsignedAttrs?.map(attribute) ?? [],
    signatureAlgorithm: algorithm.raw,
    signature: child(node, signed ? 5 : 4, 0x04).content,
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

function attribute({ attrType, attrValues }: Attribute): CmsAttribute {
  return { oid: attrType, values: attrValues.map((value) => new Uint8Array(value)) };
}
