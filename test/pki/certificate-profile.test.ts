import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CRLDistributionPoints,
  ExtendedKeyUsage,
  type Extension,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
  Version,
} from '@peculiar/asn1-x509';
import { beforeAll, describe, expect, test } from 'vitest';
import { issueCertificate } from '../../core/pki/authority.ts';
import { readDer } from '../../core/pki/reading/der-node.ts';
import { authorityTools } from '../../core/pki/stored-authority.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { authorityOf, type Installation, issuedCertificate, openInstallation } from './installation.ts';

const scratch = scratchFolder();
const oid = {
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  distributionPoints: '2.5.29.31',
  authorityKey: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  authorityInformation: '1.3.6.1.5.5.7.1.1',
} as const;
const caUsage = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
const signerUsage = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
const government = 'C=ID, O=Pemerintah Kabupaten Langkat';

/** Every field of every profile, from the clauses and not from the code. */
const profiles = {
  root: {
    subject: `${government}, CN=Ikrar Root CA`,
    issuer: `${government}, CN=Ikrar Root CA`,
    notAfter: '2052-01-04T01:00:00.000Z',
    usage: caUsage,
    constraints: { cA: true, pathLenConstraint: 1 },
  },
  issuing: {
    subject: `${government}, CN=Ikrar Issuing CA`,
    issuer: `${government}, CN=Ikrar Root CA`,
    notAfter: '2039-01-04T01:00:00.000Z',
    usage: caUsage,
    constraints: { cA: true, pathLenConstraint: 0 },
    list: 'root',
  },
  timestamp: {
    subject: `${government}, CN=Ikrar Time-Stamping Authority`,
    issuer: `${government}, CN=Ikrar Root CA`,
    notAfter: '2033-01-04T01:00:00.000Z',
    usage: signerUsage,
    constraints: { cA: false },
    /** RFC 3161 §2.3: id-kp-timeStamping alone, and critical. */
    purpose: { critical: true, values: ['1.3.6.1.5.5.7.3.8'] },
    list: 'root',
  },
  person: {
    subject: `${government}, CN=Dr. Cakrabirama`,
    issuer: `${government}, CN=Ikrar Issuing CA`,
    notAfter: '2029-01-04T01:00:00.000Z',
    usage: signerUsage,
    constraints: { cA: false },
    /** RFC 9336 §3: id-kp-documentSigning. */
    purpose: { critical: false, values: ['1.3.6.1.5.5.7.3.36'] },
    list: 'issuing',
  },
} as const;
type Profile = keyof typeof profiles;
const names = Object.keys(profiles) as Profile[];

type Made = Readonly<Record<Profile, Uint8Array>>;

async function made(ports: Installation): Promise<Made> {
  const { root, issuing, timestamp } = await authorityOf(ports);
  return { root, issuing, timestamp, person: (await issuedCertificate(ports, 'Dr. Cakrabirama')).der };
}

let silent: Made;
let published: Made;
beforeAll(async () => {
  silent = await made(await openInstallation(scratch));
  published = await made(await openInstallation(scratch, 'https://ikrar.langkatkab.go.id'));
});

const parsed = (der: Uint8Array) => AsnConvert.parse(der, Certificate);
const onOneLine = (name: string) => name.replaceAll('\n', ', ');
const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(new Uint8Array(bytes)).toString('hex');

function extensionOf(der: Uint8Array, id: string): Extension {
  const found = parsed(der).tbsCertificate.extensions?.filter(({ extnID }) => extnID === id) ?? [];
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`expected one extension ${id}, got ${found.length}`);
  return only;
}
const extensionIds = (der: Uint8Array) =>
  (parsed(der).tbsCertificate.extensions ?? []).map(({ extnID }) => extnID).sort();

describe.each(names)('the certificate of profile %s', (name) => {
  const rule = profiles[name];

  test('has version 3, its names, and the same algorithm inside and outside (RFC 5280 §4.1.1.2, §4.1.2.1)', () => {
    const { tbsCertificate, signatureAlgorithm } = parsed(silent[name]);
    expect(tbsCertificate.version).toBe(Version.v3);
    const { subject, issuer } = new X509Certificate(silent[name]);
    expect([subject, issuer].map(onOneLine)).toEqual([rule.subject, rule.issuer]);
    expect(hex(AsnConvert.serialize(tbsCertificate.signature))).toBe(
      hex(AsnConvert.serialize(signatureAlgorithm)),
    );
    expect([tbsCertificate.issuerUniqueID, tbsCertificate.subjectUniqueID]).toEqual([undefined, undefined]);
  });

  test('has a positive serial number of 128 random bits in at most 20 octets (§4.1.2.2)', () => {
    const serials = [silent, published].map((set) =>
      Buffer.from(parsed(set[name]).tbsCertificate.serialNumber),
    );
    for (const serial of serials) {
      expect(serial).toHaveLength(17);
      expect(serial[0]).toBe(1);
    }
    expect(serials[0]?.equals(serials[1] ?? Buffer.alloc(0))).toBe(false);
  });

  test('writes times until 2049 as UTCTime and later ones as GeneralizedTime (§4.1.2.5)', () => {
    const tbs = readDer(silent[name]).children[0];
    const [notBefore, notAfter] = tbs?.children[4]?.children ?? [];
    const tags = [notBefore?.tag, notAfter?.tag];
    expect(tags).toEqual([0x17, rule.notAfter < '2050' ? 0x17 : 0x18]);
    const text = Buffer.from(notAfter?.content ?? []).toString('latin1');
    const digits = rule.notAfter.replaceAll(/[-:TZ]|\.000/g, '');
    expect(text).toBe(`${rule.notAfter < '2050' ? digits.slice(2) : digits}Z`);
  });

  test('may do what its profile says, critically, and nothing else (§4.2.1.3, §4.2.1.9, §4.2.1.12)', () => {
    const usage = extensionOf(silent[name], oid.keyUsage);
    expect(usage.critical).toBe(true);
    expect(AsnConvert.parse(usage.extnValue, KeyUsage).toNumber()).toBe(rule.usage);
    const constraints = extensionOf(silent[name], oid.basicConstraints);
    expect(constraints.critical).toBe(true);
    expect({ ...AsnConvert.parse(constraints.extnValue, BasicConstraints) }).toEqual(rule.constraints);
    if (!('purpose' in rule)) return;
    const purpose = extensionOf(silent[name], oid.extendedKeyUsage);
    expect(purpose.critical).toBe(rule.purpose.critical);
    expect([...AsnConvert.parse(purpose.extnValue, ExtendedKeyUsage)]).toEqual(rule.purpose.values);
  });

  test('names its own key and its issuer’s, which are those of the issuer’s certificate (§4.2.1.1, §4.2.1.2)', () => {
    const issuer = rule.issuer.endsWith('Root CA') ? silent.root : silent.issuing;
    const subject = (der: Uint8Array) =>
      AsnConvert.parse(extensionOf(der, oid.subjectKey).extnValue, SubjectKeyIdentifier);
    const authority = extensionOf(silent[name], oid.authorityKey);
    const { keyIdentifier, authorityCertIssuer, authorityCertSerialNumber } = AsnConvert.parse(
      authority.extnValue,
      AuthorityKeyIdentifier,
    );
    expect([authority.critical, extensionOf(silent[name], oid.subjectKey).critical]).toEqual([false, false]);
    expect(hex(keyIdentifier?.buffer ?? new ArrayBuffer(0))).toBe(hex(subject(issuer).buffer));
    expect(subject(silent[name]).buffer.byteLength).toBe(20);
    expect([authorityCertIssuer, authorityCertSerialNumber]).toEqual([undefined, undefined]);
  });

  test('says where lists are only with a public address, and then its issuer’s (§4.2.1.13, §4.2.2.1)', () => {
    const always = [oid.subjectKey, oid.keyUsage, oid.basicConstraints, oid.authorityKey];
    const own = [...always, ...('purpose' in rule ? [oid.extendedKeyUsage] : [])];
    const listed = 'list' in rule ? [oid.distributionPoints, oid.authorityInformation] : [];
    expect(extensionIds(silent[name])).toEqual([...own].sort());
    expect(extensionIds(published[name])).toEqual([...own, ...listed].sort());
    if (!('list' in rule)) return;
    const points = extensionOf(published[name], oid.distributionPoints);
    const [point] = AsnConvert.parse(points.extnValue, CRLDistributionPoints);
    const information = extensionOf(published[name], oid.authorityInformation);
    const [access] = AsnConvert.parse(information.extnValue, AuthorityInfoAccessSyntax);
    const base = `https://ikrar.langkatkab.go.id/crl/${rule.list}`;
    expect([points.critical, information.critical]).toEqual([false, false]);
    expect(point?.distributionPoint?.fullName?.map((one) => one.uniformResourceIdentifier)).toEqual([
      `${base}.crl`,
    ]);
    expect([point?.reasons, point?.cRLIssuer]).toEqual([undefined, undefined]);
    expect(access?.accessMethod).toBe('1.3.6.1.5.5.7.48.2');
    expect(access?.accessLocation.uniformResourceIdentifier).toBe(`${base}.cer`);
  });

  test('has C, O and CN alone: a country as PrintableString, the others as UTF8String (§4.1.2.4)', () => {
    const subject = readDer(silent[name]).children[0]?.children[5];
    const attributes = subject?.children.map((set) => set.children.map((one) => one.children)) ?? [];
    const types = attributes
      .flat()
      .map(([type, value]) => [hex(type?.content ?? new Uint8Array()), value?.tag]);
    expect(types).toEqual([
      ['550406', 0x13],
      ['55040a', 0x0c],
      ['550403', 0x0c],
    ]);
  });
});

test.each([
  ['an NIP', 'Cakrabirama 197001011995031001'],
  ['an NIP in groups', 'Cakrabirama NIP 19700101 199503 1 001'],
  ['a NIK with dots', 'Cakrabirama 1205.0101.7000.0001'],
  ['an NRP', 'Cakrabirama NRP 70010001'],
  ['digits of another script', 'Cakrabirama ١٩٧٠٠١٠١'],
  ['full-width digits', 'Cakrabirama １９７００１０１'],
  ['an e-mail address', 'cakrabirama@langkatkab.go.id'],
  ['a full-width at sign', 'cakrabirama＠langkatkab.go.id'],
  ['more characters than X.520 allows', 'a'.repeat(65)],
])('a person is not certified under %s, and nothing is journalled', async (_, name) => {
  const ports = await openInstallation(scratch);
  const { publicKey } = await ports.vault.key('somebody');
  const request = { profile: 'person', subject: { name }, publicKey } as const;
  const journalled: string[] = [];
  const tools = {
    ...authorityTools(ports),
    journal: async ({ serialNumber }: { serialNumber: string }) => void journalled.push(serialNumber),
  };

  await expect(issueCertificate(await authorityOf(ports), request, tools)).rejects.toMatchObject({
    name: 'SubjectRefused',
  });

  expect(journalled).toEqual([]);
});

test.each(['Raden Mas II, S.E.', 'Cakrabirama 2', 'H. A. 1-2-3-4-5-6-7'])('%s is a name', async (name) => {
  const { subjectText } = await issuedCertificate(await openInstallation(scratch), name);
  expect(subjectText).toContain('Pemerintah Kabupaten Langkat');
});
