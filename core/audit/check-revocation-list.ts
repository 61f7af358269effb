import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList, CRLNumber, id_ce_cRLNumber } from '@peculiar/asn1-x509';
import { signatureIsValid } from '../pki/message-signer.ts';
import { readCertificate } from '../pki/reading/certificate.ts';
import { signingAlgorithm } from '../pki/signing-algorithm.ts';
import { findAuthority } from '../pki/stored-authority.ts';
import { storedRevocationList } from '../pki/stored-revocation-list.ts';
import type { Item } from '../ports/registry.ts';
import type { AuditScope } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/** The list in force says what its item says: number, times, revoked serials, under its CA's signature. */
export async function checkRevocationList(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const stored = storedRevocationList.parse(item.body);
  const authority = await findAuthority(scope.registry);
  const issuer = { 'crl#root': authority?.root, 'crl#issuing': authority?.issuing }[item.key];
  if (!issuer) return [found('key-malformed', item.key, 'no CA of ours has this list')];
  const der = Buffer.from(stored.list, 'base64');
  const { tbsCertList, tbsCertListRaw, signature } = AsnConvert.parse(der, CertificateList);
  const number = tbsCertList.crlExtensions?.find(({ extnID }) => extnID === id_ce_cRLNumber)?.extnValue;
  const said = {
    number: number === undefined ? 0 : AsnConvert.parse(number, CRLNumber).value,
    thisUpdate: tbsCertList.thisUpdate.getTime().toISOString(),
    nextUpdate: tbsCertList.nextUpdate?.getTime().toISOString(),
    revoked: (tbsCertList.revokedCertificates ?? []).map((entry) =>
      Buffer.from(entry.userCertificate).toString('hex'),
    ),
  };
  const kept = {
    number: stored.number,
    thisUpdate: stored.thisUpdate,
    nextUpdate: stored.nextUpdate,
    revoked: stored.revoked.map((entry) => entry.serialNumber),
  };
  const issuerKey = readCertificate(issuer).publicKeyInfo;
  const signed = signatureIsValid(
    signingAlgorithm(issuerKey),
    issuerKey,
    new Uint8Array(tbsCertListRaw ?? new ArrayBuffer(0)),
    new Uint8Array(signature),
  );
  return signed && JSON.stringify(said) === JSON.stringify(kept)
    ? []
    : [found('revocation-list-differs', item.key, `the list says ${JSON.stringify(said)}, signed ${signed}`)];
}
