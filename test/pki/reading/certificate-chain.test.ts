import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate as AsnCertificate } from '@peculiar/asn1-x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { issuingPurpose } from '../../../core/pki/authority.ts';
import { makeCertificate } from '../../../core/pki/certificate.ts';
import type { CertificateProfile } from '../../../core/pki/certificate-profile.ts';
import { distinguishedName } from '../../../core/pki/distinguished-name.ts';
import { type MessageSigner, vaultSigner } from '../../../core/pki/message-signer.ts';
import { certificatePem } from '../../../core/pki/pem.ts';
import { type Certificate, readCertificate } from '../../../core/pki/reading/certificate.ts';
import { buildChain } from '../../../core/pki/reading/certificate-chain.ts';
import { readPemCertificates } from '../../../core/pki/reading/pem.ts';
import { PkiMalformed } from '../../../core/pki/reading/pki-malformed.ts';
import { type SampleSigner, sampleAuthority, samplePerson, sampleTools } from '../sample-authority.ts';

const at = new Date('2027-03-01T00:00:00Z');
let leaf: Certificate;
let issuing: Certificate;
let root: Certificate;
let person: SampleSigner;
let issue: (profile: CertificateProfile, issuer: Certificate, signer: MessageSigner) => Promise<Certificate>;
let issuingSigner: MessageSigner;

beforeAll(async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  person = await samplePerson(authority, tools, 'Siti Aminah');
  [leaf, issuing, root] = [...person.chain].map(readCertificate) as [Certificate, Certificate, Certificate];
  issuingSigner = await vaultSigner(tools.vault, issuingPurpose);
  issue = async (profile, issuer, signer) => {
    const request = {
      profile,
      subject: distinguishedName('Pemerintah', `oleh ${issuer.commonName}`),
      publicKey: person.signer.publicKey,
      issuer: AsnConvert.parse(issuer.der, AsnCertificate).tbsCertificate.subject,
      signer,
      notBefore: new Date('2027-01-05T00:00:00Z'),
    };
    return readCertificate(await makeCertificate(request, tools.randomness, async () => {}));
  };
});

describe('a path to the trust list', () => {
  it('leads over the issuing CA to the root', async () => {
    const result = await buildChain(leaf, [leaf, issuing], [root], at);
    expect(result.trusted && result.chain).toEqual([leaf, issuing, root]);
  });

  it('may end at the issuing CA, or at the leaf itself', async () => {
    expect(await buildChain(leaf, [], [issuing], at)).toMatchObject({ trusted: true });
    expect(await buildChain(leaf, [], [leaf], at)).toMatchObject({ trusted: true });
  });

  it('is missing without the issuing CA, and with nobody trusted', async () => {
    expect(await buildChain(leaf, [], [root], at)).toMatchObject({ fault: 'no-chain' });
    expect(await buildChain(leaf, [issuing, root], [], at)).toMatchObject({ fault: 'no-chain' });
  });

  it.each(['2026-12-31T00:00:00Z', '2031-01-01T00:00:00Z'])('is out of validity at %s', async (time) => {
    const result = await buildChain(leaf, [issuing], [root], new Date(time));
    expect(result).toMatchObject({ trusted: false, fault: 'out-of-validity' });
  });

  it('never leads over a person', async () => {
    const forged = await issue('person', leaf, person.signer);
    const result = await buildChain(forged, [leaf, issuing], [root], at);
    expect(result).toMatchObject({ trusted: false, fault: 'constraints' });
  });

  it('is no longer than the CA allows', async () => {
    const below = await issue('issuing', issuing, issuingSigner);
    const forged = await issue('person', below, person.signer);
    const result = await buildChain(forged, [below, issuing], [root], at);
    expect(result).toMatchObject({
      trusted: false,
      fault: 'constraints',
      detail: expect.stringContaining('path'),
    });
  });

  it('needs signatures: the name alone is nothing', async () => {
    const forged = await issue('person', issuing, person.signer);
    expect(await buildChain(forged, [issuing], [root], at)).toMatchObject({ fault: 'no-chain' });
  });
});

describe('reading', () => {
  it('gives names, times and uses as the certificate states them', () => {
    expect(leaf).toMatchObject({
      commonName: 'Siti Aminah',
      subjectText: 'C=ID, O=Pemerintah Kabupaten Langkat, CN=Siti Aminah',
      notBefore: new Date('2027-01-04T01:00:00Z'),
    });
    expect(leaf.extensions).toMatchObject({ isCa: false, notEvaluated: [] });
    expect(issuing.extensions).toMatchObject({ isCa: true, pathLength: 0 });
  });

  it('reads a PEM with several certificates and refuses a torn one', () => {
    const pem = certificatePem(issuing.der) + certificatePem(root.der);
    expect(readPemCertificates(`komentar\n${pem}`).map(({ serial }) => serial)).toEqual([
      issuing.serial,
      root.serial,
    ]);
    expect(() => readPemCertificates(pem.slice(0, -30))).toThrow(PkiMalformed);
    expect(() => readPemCertificates('')).toThrow(PkiMalformed);
  });

  it('refuses bytes after a certificate and every truncation', () => {
    expect(() => readCertificate(Uint8Array.from([...leaf.der, 0]))).toThrow(PkiMalformed);
    for (let length = 0; length < leaf.der.length; length += 13) {
      expect(() => readCertificate(leaf.der.subarray(0, length))).toThrow(PkiMalformed);
    }
  });
});
