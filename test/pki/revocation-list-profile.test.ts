import { AsnConvert } from '@peculiar/asn1-schema';
import { AuthorityKeyIdentifier, CertificateList, CRLNumber, CRLReason, Version } from '@peculiar/asn1-x509';
import { expect, test } from 'vitest';
import { vaultSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { readDer } from '../../core/pki/reading/der-node.ts';
import { makeRevocationList, revocationReasons } from '../../core/pki/revocation-list.ts';
import {
  findRevocationList,
  reissueRevocationList,
  revokeCertificate,
} from '../../core/pki/stored-revocation-list.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { authorityOf, type Installation, issuedCertificate, openInstallation } from './installation.ts';

const scratch = scratchFolder();
/** RFC 5280 §5.3.1. */
const codes = { keyCompromise: 1, affiliationChanged: 3, superseded: 4, cessationOfOperation: 5 };

async function listOf({ registry }: Installation, issuer: 'root' | 'issuing') {
  const der = (await findRevocationList(registry, issuer))?.list ?? new Uint8Array();
  return { der, list: AsnConvert.parse(der, CertificateList) };
}

test.each(['root', 'issuing'] as const)(
  'the %s CA’s list is a complete list of version 2',
  async (issuer) => {
    const ports = await openInstallation(scratch);
    const authority = await authorityOf(ports);
    const ca = readCertificate(issuer === 'root' ? authority.root : authority.issuing);

    const { der, list } = await listOf(ports, issuer);

    const { tbsCertList: tbs, signatureAlgorithm } = list;
    expect(tbs.version).toBe(Version.v2);
    expect(Buffer.from(AsnConvert.serialize(tbs.issuer)).equals(Buffer.from(ca.subject))).toBe(true);
    // §5.1.1.2: the same algorithm inside and outside.
    expect(Buffer.from(AsnConvert.serialize(tbs.signature))).toEqual(
      Buffer.from(AsnConvert.serialize(signatureAlgorithm)),
    );
    // §5.2: AKI and CRL number, neither critical; no delta, no issuing distribution point, no expiredCertsOnCRL.
    expect(tbs.crlExtensions?.map(({ extnID, critical }) => [extnID, critical])).toEqual([
      ['2.5.29.35', false],
      ['2.5.29.20', false],
    ]);
    const [key, number] = tbs.crlExtensions ?? [];
    const { keyIdentifier } = AsnConvert.parse(key?.extnValue ?? new ArrayBuffer(0), AuthorityKeyIdentifier);
    expect(Buffer.from(keyIdentifier?.buffer ?? new ArrayBuffer(0)).toString('hex')).toBe(
      ca.extensions.subjectKeyId,
    );
    expect(AsnConvert.parse(number?.extnValue ?? new ArrayBuffer(0), CRLNumber).value).toBe(1);
    // §5.1.2.6: nothing revoked, no list of it: after nextUpdate come the extensions at once. §5.1.2.4: UTCTime.
    const fields = readDer(der).children[0]?.children.map(({ tag }) => tag);
    expect(fields).toEqual([0x02, 0x30, 0x30, 0x17, 0x17, 0xa0]);
  },
);

test('a number grows with every list (§5.2.3), and each reason has its code (§5.3.1)', async () => {
  const ports = await openInstallation(scratch);
  for (const reason of revocationReasons) {
    const { serial: serialNumber } = await issuedCertificate(ports, reason);
    await revokeCertificate(ports, { serialNumber, revokedAt: ports.clock.now(), reason });
  }
  await reissueRevocationList(ports, 'issuing');

  const { tbsCertList } = (await listOf(ports, 'issuing')).list;

  const entries = tbsCertList.revokedCertificates ?? [];
  const reasons = entries.map(({ crlEntryExtensions, revocationDate }) => {
    expect(revocationDate.utcTime).toEqual(ports.clock.now());
    expect(crlEntryExtensions?.map(({ extnID, critical }) => [extnID, critical])).toEqual([
      ['2.5.29.21', false],
    ]);
    return AsnConvert.parse(crlEntryExtensions?.[0]?.extnValue ?? new ArrayBuffer(0), CRLReason).reason;
  });
  expect(reasons).toEqual(revocationReasons.map((reason) => codes[reason]));
  const number = tbsCertList.crlExtensions?.[1]?.extnValue ?? new ArrayBuffer(0);
  expect(AsnConvert.parse(number, CRLNumber).value).toBe(1 + revocationReasons.length + 1);
});

test('a list from 2050 on has GeneralizedTime (§5.1.2.4)', async () => {
  const ports = await openInstallation(scratch);
  const der = await makeRevocationList({
    issuer: (await authorityOf(ports)).root,
    signer: await vaultSigner(ports.vault, 'root-ca'),
    number: 1,
    thisUpdate: new Date('2049-12-31T00:00:00Z'),
    nextUpdate: new Date('2050-01-01T00:00:00Z'),
    revoked: [],
  });

  const fields = readDer(der).children[0]?.children.map(({ tag }) => tag);

  expect(fields).toEqual([0x02, 0x30, 0x30, 0x17, 0x18, 0xa0]);
});
