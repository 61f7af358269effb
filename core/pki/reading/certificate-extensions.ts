import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  ExtendedKeyUsage,
  type Extension,
  KeyUsage,
  SubjectKeyIdentifier,
  Version,
} from '@peculiar/asn1-x509';
import { hex } from './bytes.ts';
import { readWholeDer } from './der-node.ts';
import { PkiMalformed } from './pki-malformed.ts';

export interface CertificateExtensions {
  readonly isCa: boolean;
  readonly pathLength: number | null;
  /** null when the extension is absent: the key may then be used for anything (RFC 5280 §4.2.1.3). */
  readonly keyUsage: ReadonlySet<string> | null;
  readonly extendedKeyUsage: { readonly critical: boolean; readonly purposes: readonly string[] } | null;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
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

/** Marked critical, these change nothing here: names in them are not judged, any policy is accepted. */
const understood = new Set<string>(Object.values(oids));

export function readExtensions(extensions: readonly Extension[], version: Version): CertificateExtensions {
  const byId = new Map<string, Extension>();
  for (const extension of extensions) {
    if (byId.has(extension.extnID))
      throw new PkiMalformed('certificate', `extension ${extension.extnID} twice`);
    byId.set(extension.extnID, extension);
  }
  if (byId.size > 0 && version !== Version.v3) throw new PkiMalformed('certificate', 'extensions before v3');
  const parse = <T>(id: string, type: new () => T): T | null => {
    const extension = byId.get(id);
    if (extension === undefined) return null;
    const bytes = new Uint8Array(extension.extnValue.buffer);
    readWholeDer(bytes);
    try {
      return AsnConvert.parse(bytes, type);
    } catch (cause) {
      throw new PkiMalformed('certificate', `extension ${id} cannot be read`, { cause });
    }
  };
  const constraints = parse(oids.basicConstraints, BasicConstraints);
  const purposes = parse(oids.extendedKeyUsage, ExtendedKeyUsage);
  const usage = parse(oids.keyUsage, KeyUsage);
  const subjectKey = parse(oids.subjectKeyId, SubjectKeyIdentifier);
  const authorityKey = parse(oids.authorityKeyId, AuthorityKeyIdentifier)?.keyIdentifier;
  return {
    isCa: constraints?.cA ?? false,
    pathLength: constraints?.pathLenConstraint ?? null,
    keyUsage: usage && new Set<string>(usage.toJSON()),
    extendedKeyUsage: purposes && {
      critical: byId.get(oids.extendedKeyUsage)?.critical ?? false,
      purposes: [...purposes],
    },
    subjectKeyId: subjectKey && hex(new Uint8Array(subjectKey.buffer)),
    authorityKeyId: authorityKey ? hex(new Uint8Array(authorityKey.buffer)) : null,
    notEvaluated: [...byId.values()]
      .filter(
        ({ extnID, critical }) => (critical && !understood.has(extnID)) || extnID === oids.nameConstraints,
      )
      .map(({ extnID }) => extnID),
  };
}
