import { hex } from './bytes.ts';
import { child, type DerNode, readWholeDer } from './der-node.ts';
import { dotted } from './object-identifier.ts';
import { PkiMalformed } from './pki-malformed.ts';

export interface CertificateExtensions {
  readonly isCa: boolean;
  readonly pathLength: number | null;
  /** null when the extension is absent: the key may then be used for anything (RFC 5280 §4.2.1.3). */
  readonly keyUsage: ReadonlySet<KeyUse> | null;
  readonly extendedKeyUsage: { readonly critical: boolean; readonly purposes: readonly string[] } | null;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  /** Hex of the GeneralNames under which CRLs for it are published (cRLDistributionPoints, RFC 5280 §4.2.1.13). */
  readonly distributionPoints: readonly string[];
  /** RFC 6960 §4.2.2.2.1: an OCSP responder whose own revocation need not be checked. */
  readonly ocspNoCheck: boolean;
  /** OIDs of extensions which restrict the certificate and are not evaluated here. */
  readonly notEvaluated: readonly string[];
}

const oids = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  policies: '2.5.29.32',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  subjectAltName: '2.5.29.17',
} as const;

const distributionPointsId = '2.5.29.31';
const ocspNoCheckId = '1.3.6.1.5.5.7.48.1.5';

/** Marked critical, these change nothing here: names in them are not judged, any policy is accepted. */
const understood = new Set<string>(Object.values(oids));

/** RFC 5280 §4.2.1.3, in the order of their bits. */
const keyUses = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUse = (typeof keyUses)[number];

interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** @param extensions the SEQUENCE OF Extension, undefined when there is none */
export function readExtensions(extensions: DerNode | undefined, isVersion3: boolean): CertificateExtensions {
  const byId = new Map<string, Extension>();
  for (const node of extensions?.children ?? []) {
    const id = dotted(node.children[0]);
    if (byId.has(id)) throw new PkiMalformed('certificate', `extension ${id} twice`);
    const stated = node.children[1]?.tag === 0x01;
    const critical = stated && node.children[1]?.content[0] === 0xff;
    byId.set(id, { critical, value: child(node, stated ? 2 : 1, 0x04).content });
  }
  if (byId.size > 0 && !isVersion3) throw new PkiMalformed('certificate', 'extensions before v3');
  const parse = (id: string): DerNode | undefined => {
    const extension = byId.get(id);
    return extension && readWholeDer(extension.value);
  };
  const purposes = parse(oids.extendedKeyUsage);
  const subjectKey = parse(oids.subjectKeyId);
  const authorityKey = parse(oids.authorityKeyId)?.children.find(({ tag }) => tag === 0x80);
  if (subjectKey && subjectKey.tag !== 0x04) throw new PkiMalformed('certificate', 'subjectKeyIdentifier');
  return {
    ...basicConstraints(parse(oids.basicConstraints)),
    keyUsage: keyUsage(parse(oids.keyUsage)),
    extendedKeyUsage: purposes
      ? {
          critical: byId.get(oids.extendedKeyUsage)?.critical ?? false,
          purposes: sequence(purposes).map(dotted),
        }
      : null,
    subjectKeyId: subjectKey ? hex(subjectKey.content) : null,
    authorityKeyId: authorityKey ? hex(authorityKey.content) : null,
    distributionPoints: pointNames(parse(distributionPointsId)),
    ocspNoCheck: byId.has(ocspNoCheckId),
    notEvaluated: [...byId]
      .filter(([id, { critical }]) => (critical && !understood.has(id)) || id === oids.nameConstraints)
      .map(([id]) => id),
  };
}

function sequence(node: DerNode): readonly DerNode[] {
  if (node.tag !== 0x30) throw new PkiMalformed('certificate', 'extension of another type');
  return node.children;
}

/** BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }. */
function basicConstraints(node: DerNode | undefined): { isCa: boolean; pathLength: number | null } {
  const parts = node ? [...sequence(node)] : [];
  const isCa = parts[0]?.tag === 0x01 && parts.shift()?.content[0] === 0xff;
  const length = parts.shift();
  if (parts.length > 0) throw new PkiMalformed('certificate', 'basicConstraints with more than two parts');
  if (length === undefined) return { isCa, pathLength: null };
  const [value = 0, ...more] = length.content;
  // No chain here is longer than one octet counts; a negative or longer number is nobody's honest limit.
  if (length.tag !== 0x02 || more.length > 0 || value > 127) {
    throw new PkiMalformed('certificate', 'pathLenConstraint out of range');
  }
  return { isCa, pathLength: value };
}

function keyUsage(node: DerNode | undefined): ReadonlySet<KeyUse> | null {
  if (node === undefined) return null;
  if (node.tag !== 0x03) throw new PkiMalformed('certificate', 'keyUsage is not a BIT STRING');
  return new Set(keyUses.filter((_use, bit) => ((node.content[1 + (bit >> 3)] ?? 0) >> (7 - (bit % 8))) & 1));
}

/** DistributionPoint ::= SEQUENCE { [0] { [0] fullName }, … }; a point which names another CRL issuer is none here. */
function pointNames(points: DerNode | undefined): string[] {
  return (points?.children ?? []).flatMap(({ children }) => {
    const names = children.find(({ tag }) => tag === 0xa0)?.children[0];
    const elsewhere = children.some(({ tag }) => tag === 0x81 || tag === 0xa2);
    return names?.tag === 0xa0 && !elsewhere ? names.children.map(({ raw }) => hex(raw)) : [];
  });
}
