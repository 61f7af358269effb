import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  Certificate,
  CertificateList,
  CRLNumber,
  CRLReason,
  CRLReasons,
  id_ce_authorityKeyIdentifier,
  id_ce_cRLNumber,
  id_ce_cRLReasons,
  KeyIdentifier,
  RevokedCertificate,
  TBSCertList,
  Time,
  Version,
} from '@peculiar/asn1-x509';
import { extension, keyIdentifier } from './certificate-profile.ts';
import { type MessageSigner, signatureAlgorithm, signChecked } from './message-signer.ts';

/** Which of our CAs a list speaks for; each later issuing CA has a list of its own. */
export type ListIssuer = 'root' | 'issuing' | `issuing-${number}`;

/** RFC 5280 §5.3.1; the few reasons a government's own CA needs. */
export const revocationReasons = [
  'keyCompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/** Told what is about to be signed, and expected to keep it: an audit then knows every list there is. */
export type ListJournal = (tbsCertList: Uint8Array) => Promise<void>;

export type Revocation = {
  /** Lower-case hex of the certificate's serial number. */
  readonly serialNumber: string;
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
};

export type RevocationListRequest = {
  /** DER of the CA whose certificates the list judges. */
  readonly issuer: Uint8Array;
  readonly signer: MessageSigner;
  /** Grows with every list of this CA. */
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked: readonly Revocation[];
  readonly journal?: ListJournal;
};

/** A complete version 2 CRL (RFC 5280 §5), DER; its signature has been checked. */
export async function makeRevocationList(request: RevocationListRequest): Promise<Uint8Array> {
  const { signer } = request;
  const { subjectPublicKeyInfo } = AsnConvert.parse(request.issuer, Certificate).tbsCertificate;
  if (!Buffer.from(AsnConvert.serialize(subjectPublicKeyInfo)).equals(signer.publicKey))
    throw new Error('expected the vault to hold the key of the CA certificate; restore the right backup');
  const tbs = toBeSigned(request);
  const tbsRaw = new Uint8Array(AsnConvert.serialize(tbs));
  await request.journal?.(tbsRaw);
  const list = new CertificateList({
    tbsCertList: tbs,
    tbsCertListRaw: tbsRaw.slice().buffer,
    signatureAlgorithm: signatureAlgorithm(signer.algorithm),
    signature: new Uint8Array(await signChecked(signer, tbsRaw)).buffer,
  });
  const der = new Uint8Array(AsnConvert.serialize(list));
  const signed = AsnConvert.parse(der, CertificateList).tbsCertListRaw ?? new ArrayBuffer(0);
  if (!Buffer.from(signed).equals(tbsRaw))
    throw new Error('expected the list to carry exactly the bytes which were journalled and signed');
  return der;
}

function toBeSigned(request: RevocationListRequest): TBSCertList {
  const issuer = AsnConvert.parse(request.issuer, Certificate).tbsCertificate;
  const authorityKey = new KeyIdentifier(keyIdentifier(issuer.subjectPublicKeyInfo));
  const revoked = request.revoked.map(
    (entry) =>
      new RevokedCertificate({
        userCertificate: new Uint8Array(Buffer.from(entry.serialNumber, 'hex')).buffer,
        revocationDate: new Time(entry.revokedAt),
        crlEntryExtensions: [extension(id_ce_cRLReasons, false, new CRLReason(CRLReasons[entry.reason]))],
      }),
  );
  return new TBSCertList({
    version: Version.v2,
    signature: signatureAlgorithm(request.signer.algorithm),
    issuer: issuer.subject,
    thisUpdate: new Time(request.thisUpdate),
    nextUpdate: new Time(request.nextUpdate),
    // RFC 5280 §5.1.2.6: absent, not empty, when nothing is revoked.
    ...(revoked.length === 0 ? {} : { revokedCertificates: revoked }),
    crlExtensions: [
      extension(
        id_ce_authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier({ keyIdentifier: authorityKey }),
      ),
      extension(id_ce_cRLNumber, false, new CRLNumber(request.number)),
    ],
  });
}
