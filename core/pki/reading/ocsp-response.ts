import { hex } from './bytes.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { child, type DerNode, readWholeDer } from './der-node.ts';
import { requireTime } from './der-time.ts';
import { derExtensions } from './extension-values.ts';
import { dotted } from './object-identifier.ts';
import { PkiMalformed } from './pki-malformed.ts';
import { type RevocationReason, readReason } from './revocation-reason.ts';

export interface CertificateId {
  /** Dotted OID of the hash over the issuer's name and key. */
  readonly hashOid: string;
  readonly nameHash: Uint8Array;
  readonly keyHash: Uint8Array;
  /** Lower-case hex. */
  readonly serial: string;
}

export interface OcspAnswer {
  readonly id: CertificateId;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: Date | null;
  readonly reason: RevocationReason | null;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** RFC 6960 §4.4.4: certificates which ended after this time are still known. */
  readonly archiveCutoff: Date | null;
}

/** A successful basic OCSP response (RFC 6960 §4.2). Its signature is not judged here. */
export interface OcspResponse {
  readonly kind: 'ocsp';
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
  readonly responder:
    | { readonly by: 'name'; readonly name: Uint8Array }
    /** SHA-1 over the responder's public key. */
    | { readonly by: 'key'; readonly hash: Uint8Array };
  readonly producedAt: Date;
  readonly answers: readonly OcspAnswer[];
  readonly certificates: readonly Certificate[];
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
const archiveCutoffId = '1.3.6.1.5.5.7.48.1.6';
/** A nonce proves freshness to whoever asked; a file has nobody who asked. */
const nonce = '1.3.6.1.5.5.7.48.1.2';

/** @throws PkiMalformed for anything but a successful basic response; `unsupported` for critical extensions. */
export function readOcspResponse(der: Uint8Array, read = readCertificate): OcspResponse {
  const response = readWholeDer(der);
  const status = child(response, 0, 0x0a).content;
  if (status.length !== 1 || status[0] !== 0) {
    throw new PkiMalformed('revocation', `the OCSP responder answered with status ${status[0]}`);
  }
  const bytes = child(child(response, 1, 0xa0), 0, 0x30);
  if (dotted(bytes.children[0]) !== basicResponse) {
    throw new PkiMalformed('unsupported', 'not a basic OCSP response');
  }
  const basic = readWholeDer(child(bytes, 1, 0x04).content);
  const tbs = child(basic, 0, 0x30);
  const signature = child(basic, 2, 0x03).content;
  if (signature[0] !== 0) throw new PkiMalformed('revocation', 'signature with unused bits');
  const parts = [...tbs.children];
  // version [0] is DEFAULT v1, and DER leaves defaults out; some responders write it all the same.
  if (parts[0]?.tag === 0xa0) parts.shift();
  const [responder, producedAt, answers, extended] = parts;
  if (answers?.tag !== 0x30) throw new PkiMalformed('revocation', 'ResponseData without responses');
  refuseCritical(extended);
  const certificates = basic.children[3];
  return {
    kind: 'ocsp',
    der,
    tbs: tbs.raw,
    signatureAlgorithm: child(basic, 1, 0x30).raw,
    signature: signature.subarray(1),
    responder: readResponder(responder),
    producedAt: requireTime(producedAt),
    answers: answers.children.map(readAnswer),
    certificates: certificates
      ? child(child(basic, 3, 0xa0), 0, 0x30).children.map(({ raw }) => read(raw))
      : [],
  };
}

function readResponder(node: DerNode | undefined): OcspResponse['responder'] {
  if (node?.tag === 0xa1) return { by: 'name', name: child(node, 0, 0x30).raw };
  if (node?.tag === 0xa2) return { by: 'key', hash: child(node, 0, 0x04).content };
  throw new PkiMalformed('revocation', 'ResponseData without responderID');
}

function readAnswer(node: DerNode): OcspAnswer {
  const [id, status, thisUpdate, ...rest] = node.children;
  if (id === undefined || status === undefined)
    throw new PkiMalformed('revocation', 'SingleResponse cut off');
  const next = rest[0]?.tag === 0xa0 ? rest.shift() : undefined;
  const extensions = refuseCritical(rest[0]);
  const cutoff = extensions.get(archiveCutoffId)?.value;
  const revoked = status.tag === 0xa1;
  if (!revoked && status.tag !== 0x80 && status.tag !== 0x82) {
    throw new PkiMalformed('revocation', 'certStatus is none of the three');
  }
  const reason = revoked ? status.children[1] : undefined;
  return {
    id: {
      hashOid: dotted(child(id, 0, 0x30).children[0]),
      nameHash: child(id, 1, 0x04).content,
      keyHash: child(id, 2, 0x04).content,
      serial: hex(child(id, 3, 0x02).content),
    },
    status: revoked ? 'revoked' : status.tag === 0x80 ? 'good' : 'unknown',
    revokedAt: revoked ? requireTime(status.children[0]) : null,
    reason: reason ? readReason(child(reason, 0, 0x0a)) : null,
    thisUpdate: requireTime(thisUpdate),
    nextUpdate: next ? requireTime(next.children[0]) : null,
    archiveCutoff: cutoff ? requireTime(cutoff) : null,
  };
}

function refuseCritical(extended: DerNode | undefined) {
  if (extended && extended.tag !== 0xa1)
    throw new PkiMalformed('revocation', 'unexpected part in ResponseData');
  const extensions = derExtensions(extended && child(extended, 0, 0x30));
  for (const [id, { critical }] of extensions) {
    if (critical && id !== nonce && id !== archiveCutoffId) {
      throw new PkiMalformed('unsupported', `critical extension ${id} is not evaluated`);
    }
  }
  return extensions;
}
