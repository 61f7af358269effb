import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { beforeAll, expect, test } from 'vitest';
import { complete } from '../../core/pades/complete.ts';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { prepare } from '../../core/pades/prepare.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { type Authority, type AuthorityTools, issueCertificate } from '../../core/pki/authority.ts';
import { createManagedKey, openManagedKey } from '../../core/pki/managed-key.ts';
import { digest, type MessageSigner, vaultSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import { makeRevocationList } from '../../core/pki/revocation-list.ts';
import { signingAlgorithm } from '../../core/pki/signing-algorithm.ts';
import { signatureTypefaces } from '../../core/signer/typefaces.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { sampleRevision } from '../pades/sample-revision.ts';
import { memoryVault } from './memory-vault.ts';
import { sampleAuthority, sampleTimestamper, sampleTools, testCost } from './sample-authority.ts';

let tools: AuthorityTools;
let authority: Authority;

beforeAll(async () => {
  tools = { ...sampleTools(), vault: memoryVault(() => 'rsa-3072') };
  authority = await sampleAuthority(tools);
});

const nullParameters = '300d06092a864886f70d01010b0500';

test('a CA with RSA keys names sha256WithRSAEncryption with NULL parameters', () => {
  for (const der of [authority.root, authority.issuing, authority.timestamp]) {
    const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(der, Certificate);
    for (const identifier of [tbsCertificate.signature, signatureAlgorithm])
      expect(Buffer.from(AsnConvert.serialize(identifier)).toString('hex')).toBe(nullParameters);
  }
});

async function certified(publicKey: Uint8Array, name: string) {
  const request = { profile: 'person', subject: { name }, publicKey } as const;
  return [await issueCertificate(authority, request, tools), authority.issuing] as const;
}

async function signed(revision: Uint8Array, field: string, key: MessageSigner, name: string) {
  const prepared = prepare(revision, {
    field,
    name,
    signedAt: tools.clock.now(),
    certificateChain: await certified(key.publicKey, name),
    appearance: { typefaces: signatureTypefaces(), lines: [{ text: name, weight: 'regular' }] },
  });
  const value = await key.sign(prepared.signedAttributes);
  const timestamp = await sampleTimestamper(authority, tools);
  return complete(prepared, value, await timestamp(digest('sha256', value)));
}

/** A key made elsewhere, as in somebody's own certificate. */
function foreignKey(modulusLength: number): MessageSigner {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  return {
    algorithm: signingAlgorithm(spki),
    publicKey: spki,
    sign: async (message) => new Uint8Array(sign('sha256', message, privateKey)),
  };
}

test('a file with RSA keys throughout is B-LTA and valid', async () => {
  const context = { person: 'p1' };
  const options = { ...tools, context, cost: testCost, algorithm: 'rsa-3072' } as const;
  const { record } = await createManagedKey('kata sandi', options);
  const stored = JSON.parse(JSON.stringify(record));
  const managed = await openManagedKey(stored, 'kata sandi', { vault: tools.vault, context });

  const first = await signed(await sampleRevision(), 'head', managed, 'Cakrabirama');
  const both = await signed(first, 'regional-head', foreignKey(2048), 'Surya');
  const lists = await Promise.all(
    (['root-ca', 'issuing-ca'] as const).map(async (purpose) =>
      makeRevocationList({
        issuer: purpose === 'root-ca' ? authority.root : authority.issuing,
        signer: await vaultSigner(tools.vault, purpose),
        number: 1,
        thisUpdate: tools.clock.now(),
        nextUpdate: new Date(tools.clock.now().getTime() + 86_400_000),
        revoked: [],
      }),
    ),
  );
  const validated = appendValidationData(both, {
    certificates: [authority.root, authority.issuing, authority.timestamp],
    revocationLists: lists,
  });
  const timestamp = await sampleTimestamper(authority, tools);
  const sealed = await appendDocumentTimestamp(validated, { timestamp, tooltip: 'Stempel waktu' });

  const trust = await trustForAll([readCertificate(authority.root)]);
  const report = await verifyPdf(sealed, { trust, at: new Date(tools.clock.now().getTime() + 1000) });
  expect(report.verdict).toBe('valid');
  expect(report.signatures.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED']);
  expect(report.documentTimestamps.map(({ trusted }) => trusted)).toEqual([true]);
  expect(new X509Certificate(authority.issuing).publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
});

test('keys nobody should sign with are refused before anything is prepared', async () => {
  const spki = (pair: { publicKey: { export(options: object): unknown } }) =>
    new Uint8Array(Buffer.from(pair.publicKey.export({ format: 'der', type: 'spki' }) as Buffer));
  const weak = [
    spki(generateKeyPairSync('rsa', { modulusLength: 1024 })),
    spki(generateKeyPairSync('rsa-pss', { modulusLength: 2048 })),
    spki(generateKeyPairSync('ec', { namedCurve: 'secp256k1' })),
    spki(generateKeyPairSync('ed25519')),
    new Uint8Array([0x30, 0x00]),
  ];
  for (const publicKey of weak)
    expect(() => signingAlgorithm(publicKey)).toThrow(expect.objectContaining({ name: 'KeyNotAccepted' }));
});

test('a signature under another algorithm than is written beside it is refused', async () => {
  const key = foreignKey(2048);
  const prepared = prepare(await sampleRevision(), {
    field: 'head',
    name: 'A',
    signedAt: tools.clock.now(),
    certificateChain: await certified(key.publicKey, 'A'),
    appearance: { typefaces: signatureTypefaces(), lines: [{ text: 'A', weight: 'regular' }] },
  });
  const value = await key.sign(prepared.signedAttributes);

  expect(() => complete({ ...prepared, algorithm: 'ecdsa-p256' }, value)).toThrow(
    expect.objectContaining({ name: 'SignatureRefused' }),
  );
});
