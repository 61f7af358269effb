import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AccessDescription,
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CRLDistributionPoints,
  DistributionPoint,
  DistributionPointName,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ad_caIssuers,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  id_kp_timeStamping,
  id_pe_authorityInfoAccess,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
  type SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509';
import { digest } from './message-signer.ts';
import type { PublishedAddresses } from './published-addresses.ts';

/** `office` and `server` are of a LAN's own TLS and have nothing to do with signatures (cli/tls). */
export type CertificateProfile = 'root' | 'issuing' | 'person' | 'timestamp' | 'office' | 'server';

type Rules = {
  readonly years: number;
  readonly keyUsage: number;
  readonly authority?: { readonly pathLength: number };
  readonly extendedKeyUsage?: { readonly purpose: string; readonly critical: boolean };
};

/** RFC 9336: the key signs documents. */
const id_kp_documentSigning = '1.3.6.1.5.5.7.3.36';

const caUsage = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;

/**
 * RFC 5280 §4.2.1 for all; RFC 3161 §2.3 for `timestamp` (the purpose alone, and critical). Two years for a
 * person are a ceiling: enrolment asks for the campaign and a margin (core/person/certificate-end.ts).
 */
export const profiles: { readonly [profile in CertificateProfile]: Rules } = {
  root: { years: 25, keyUsage: caUsage, authority: { pathLength: 1 } },
  issuing: { years: 12, keyUsage: caUsage, authority: { pathLength: 0 } },
  person: {
    years: 2,
    keyUsage: KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation,
    extendedKeyUsage: { purpose: id_kp_documentSigning, critical: false },
  },
  timestamp: {
    years: 6,
    keyUsage: KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation,
    extendedKeyUsage: { purpose: id_kp_timeStamping, critical: true },
  },
  // The purpose stands in the CA's certificate, too: there it bounds what the CA may be trusted for.
  office: {
    years: 5,
    keyUsage: KeyUsageFlags.keyCertSign,
    authority: { pathLength: 0 },
    extendedKeyUsage: { purpose: id_kp_serverAuth, critical: false },
  },
  // Phones take no more than 825 days from a CA which their owner added.
  server: {
    years: 1,
    keyUsage: KeyUsageFlags.digitalSignature,
    extendedKeyUsage: { purpose: id_kp_serverAuth, critical: false },
  },
};

export function extensionsOf(
  profile: CertificateProfile,
  subjectKey: SubjectPublicKeyInfo,
  issuerKey: SubjectPublicKeyInfo,
  addresses: PublishedAddresses | undefined,
  more: readonly Extension[] = [],
): Extensions {
  const { keyUsage, authority, extendedKeyUsage } = profiles[profile];
  const list = [
    extension(id_ce_keyUsage, true, new KeyUsage(keyUsage)),
    extension(
      id_ce_basicConstraints,
      true,
      authority === undefined
        ? new BasicConstraints()
        : new BasicConstraints({ cA: true, pathLenConstraint: authority.pathLength }),
    ),
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(subjectKey))),
    extension(
      id_ce_authorityKeyIdentifier,
      false,
      new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyIdentifier(issuerKey)) }),
    ),
  ];
  if (extendedKeyUsage !== undefined) {
    const { purpose, critical } = extendedKeyUsage;
    list.push(extension(id_ce_extKeyUsage, critical, new ExtendedKeyUsage([purpose])));
  }
  if (addresses !== undefined) {
    const name = new DistributionPointName({
      fullName: [new GeneralName({ uniformResourceIdentifier: addresses.revocationList })],
    });
    const points = new CRLDistributionPoints([new DistributionPoint({ distributionPoint: name })]);
    list.push(extension(id_ce_cRLDistributionPoints, false, points));
    const issuer = new AccessDescription({
      accessMethod: id_ad_caIssuers,
      accessLocation: new GeneralName({ uniformResourceIdentifier: addresses.issuerCertificate }),
    });
    list.push(extension(id_pe_authorityInfoAccess, false, new AuthorityInfoAccessSyntax([issuer])));
  }
  return new Extensions([...list, ...more]);
}

/** RFC 7093 §2 method 1: the leftmost 160 bits of the key's SHA-256. */
export function keyIdentifier(key: SubjectPublicKeyInfo): Uint8Array<ArrayBuffer> {
  return new Uint8Array(digest('sha256', new Uint8Array(key.subjectPublicKey)).slice(0, 20));
}

export function extension(extnID: string, critical: boolean, value: unknown): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}
