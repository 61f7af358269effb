import { equalBytes, hex } from './bytes.ts';
import { child, type DerNode, readWholeDer } from './der-node.ts';
import { requireTime } from './der-time.ts';
import { readName } from './distinguished-name.ts';
import { derExtensions, type ExtensionValue } from './extension-values.ts';
import { PkiMalformed } from './pki-malformed.ts';
import { type RevocationReason, readReason } from './revocation-reason.ts';

export interface RevokedEntry {
  readonly revokedAt: Date;
  readonly reason: RevocationReason | null;
  /** RFC 5280 §5.3.2: since when the certificate is known or suspected to be no good. */
  readonly invalidSince: Date | null;
}

/** Which certificates the list speaks for (issuingDistributionPoint, RFC 5280 §5.2.5). */
export interface ListScope {
  readonly only: 'users' | 'authorities' | null;
  /** Hex of the GeneralNames under which it is published; empty when it names none. */
  readonly points: readonly string[];
}

/** A complete CRL (RFC 5280 §5). Its signature is not judged here. */
export interface RevocationList {
  readonly kind: 'crl';
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
  /** DER Name. */
  readonly issuer: Uint8Array;
  readonly issuerText: string;
  readonly authorityKeyId: string | null;
  /** Lower-case hex of the cRLNumber. */
  readonly number: string | null;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly scope: ListScope;
  /** ISO/IEC 9594-8: certificates which ended since this time are still listed. */
  readonly keepsExpiredSince: Date | null;
  /** By serial number, lower-case hex. */
  readonly entries: ReadonlyMap<string, RevokedEntry>;
}

const ids = {
  number: '2.5.29.20',
  reason: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaIndicator: '2.5.29.27',
  distributionPoint: '2.5.29.28',
  authorityKeyId: '2.5.29.35',
  freshest: '2.5.29.46',
  expiredCertificates: '2.5.29.60',
} as const;
const understood = new Set<string>([ids.number, ids.distributionPoint, ids.authorityKeyId]);
const understoodInEntry = new Set<string>([ids.reason, ids.invalidityDate]);

/**
 * @throws PkiMalformed `unsupported` for lists which say less or something else than a complete list of one
 * issuer: delta, indirect, for some reasons only, or with critical extensions not evaluated (§5.2).
 */
export function readRevocationList(der: Uint8Array): RevocationList {
  const node = readWholeDer(der);
  if (node.tag !== 0x30 || node.children.length !== 3) {
    throw new PkiMalformed('revocation', 'a CertificateList has three parts');
  }
  const tbs = child(node, 0, 0x30);
  const algorithm = child(node, 1, 0x30);
  const signature = child(node, 2, 0x03).content;
  if (signature[0] !== 0) throw new PkiMalformed('revocation', 'signature with unused bits');
  const versioned = tbs.children[0]?.tag === 0x02 ? 1 : 0;
  if (versioned === 1 && hex(child(tbs, 0, 0x02).content) !== '01') {
    throw new PkiMalformed('revocation', 'the version of a CRL, where stated, is 2');
  }
  if (!equalBytes(child(tbs, versioned, 0x30).raw, algorithm.raw)) {
    throw new PkiMalformed('revocation', 'the two signature algorithms differ');
  }
  const issuer = child(tbs, versioned + 1, 0x30);
  const thisUpdate = requireTime(tbs.children[versioned + 2]);
  const rest = tbs.children.slice(versioned + 3);
  const isTime = (part: DerNode | undefined) => part?.tag === 0x17 || part?.tag === 0x18;
  const nextUpdate = isTime(rest[0]) ? requireTime(rest.shift()) : null;
  const entries = rest[0]?.tag === 0x30 ? rest.shift() : undefined;
  const extended = rest[0]?.tag === 0xa0 ? rest.shift() : undefined;
  if (rest.length > 0) throw new PkiMalformed('revocation', 'unexpected parts in TBSCertList');
  const extensions = derExtensions(extended && child(extended, 0, 0x30));
  refuseUnread(extensions, understood);
  if (extensions.has(ids.deltaIndicator)) throw new PkiMalformed('unsupported', 'a delta CRL');
  const keyId = extensions.get(ids.authorityKeyId)?.value.children.find(({ tag }) => tag === 0x80);
  const number = extensions.get(ids.number)?.value;
  const expired = extensions.get(ids.expiredCertificates)?.value;
  return {
    kind: 'crl',
    der,
    tbs: tbs.raw,
    signatureAlgorithm: algorithm.raw,
    signature: signature.subarray(1),
    issuer: issuer.raw,
    issuerText: readName(issuer).text,
    authorityKeyId: keyId ? hex(keyId.content) : null,
    number: number ? hex(number.content) : null,
    thisUpdate,
    nextUpdate,
    scope: readScope(extensions.get(ids.distributionPoint)),
    keepsExpiredSince: expired ? requireTime(expired) : null,
    entries: readEntries(entries),
  };
}

function refuseUnread(extensions: ReadonlyMap<string, ExtensionValue>, known: ReadonlySet<string>): void {
  for (const [id, { critical }] of extensions) {
    if (critical && !known.has(id) && id !== ids.deltaIndicator) {
      throw new PkiMalformed('unsupported', `critical extension ${id} is not evaluated`);
    }
  }
}

function readEntries(list: DerNode | undefined): Map<string, RevokedEntry> {
  const entries = new Map<string, RevokedEntry>();
  for (const entry of list?.children ?? []) {
    const serial = hex(child(entry, 0, 0x02).content);
    const extensions = derExtensions(entry.children[2]);
    refuseUnread(extensions, understoodInEntry);
    const reason = extensions.get(ids.reason)?.value;
    const invalidity = extensions.get(ids.invalidityDate)?.value;
    if (entries.has(serial)) throw new PkiMalformed('revocation', `serial number ${serial} twice`);
    entries.set(serial, {
      revokedAt: requireTime(entry.children[1]),
      reason: reason ? readReason(reason) : null,
      invalidSince: invalidity ? requireTime(invalidity) : null,
    });
  }
  return entries;
}

/** [0] distributionPoint, [1] users, [2] authorities, [3] some reasons, [4] indirect, [5] attribute certificates. */
function readScope(extension: ExtensionValue | undefined): ListScope {
  const parts = extension?.value.children ?? [];
  const part = (tag: number) => parts.find((node) => node.tag === tag);
  const yes = (tag: number) => part(tag)?.content[0] === 0xff;
  if (part(0x83)) throw new PkiMalformed('unsupported', 'a CRL for some reasons only');
  if (yes(0x84)) throw new PkiMalformed('unsupported', 'an indirect CRL');
  if (yes(0x85)) throw new PkiMalformed('unsupported', 'a CRL for attribute certificates');
  if (yes(0x81) && yes(0x82)) throw new PkiMalformed('revocation', 'a CRL for nobody');
  const name = part(0xa0)?.children[0];
  if (name && name.tag !== 0xa0)
    throw new PkiMalformed('unsupported', 'a distribution point with a relative name');
  return {
    only: yes(0x81) ? 'users' : yes(0x82) ? 'authorities' : null,
    points: (name?.children ?? []).map(({ raw }) => hex(raw)),
  };
}
