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

/** RFC 5280 §5.3.1; the few reasons a government's own CA needs. */
export type RevocationReason = 'keyCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation';

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
};

/** A complete version 2 CRL (RFC 5280 §5), DER; its signature has been checked. */
export async function makeRevocationList(request: RevocationListRequest): Promise<Uint8Array> {
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
  const tbs = new TBSCertList({
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
  const tbsRaw = AsnConvert.serialize(tbs);
  const list = new CertificateList({
    tbsCertList: tbs,
    tbsCertListRaw: tbsRaw,
    signatureAlgorithm: signatureAlgorithm(request.signer.algorithm),
    signature: new Uint8Array(await signChecked(request.signer, new Uint8Array(tbsRaw))).buffer,
  });
  return new Uint8Array(AsnConvert.serialize(list));
}
