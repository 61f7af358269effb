import { beforeAll, describe, expect, it } from 'vitest';
import { type PreparedSignature, prepare } from '../../core/pades/prepare.ts';
import { fillContents } from '../../core/pades/signature-dictionary.ts';
import { der, derObjectIdentifier, derSetOf, tags } from '../../core/pki/der.ts';
import { type Certificate, readCertificate } from '../../core/pki/reading/certificate.ts';
import { readWholeDer } from '../../core/pki/reading/der-node.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import { type SignedDataParts, signedData } from '../../core/pki/signed-data.ts';
import type { FindingCode } from '../../core/verification/finding.ts';
import type { GivenEvidence } from '../../core/verification/gather-evidence.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import {
  appendRevision,
  identifiers,
  type SampleObject,
  samplePdf,
  twoFieldObjects,
} from '../pades/reader/sample-pdf.ts';
import {
  type SampleSigner,
  sampleAuthority,
  sampleEvidence,
  samplePerson,
  sampleTools,
} from '../pki/sample-authority.ts';
import { signedAt } from './signed-sample.ts';

/** A trusted key in the hands of somebody who builds the file otherwise than our signer does. */
let signer: SampleSigner;
let other: SampleSigner;
let root: Certificate;
let evidence: GivenEvidence;

beforeAll(async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  signer = await samplePerson(authority, tools, 'Siti Aminah');
  other = await samplePerson(authority, tools, 'Orang Lain');
  root = readCertificate(authority.root);
  evidence = await sampleEvidence(authority, tools);
});

const judge = async (file: Uint8Array) =>
  verifyPdf(file, { trust: await trustForAll([root]), at: signedAt, evidence });

function prepared(objects: readonly SampleObject[] = twoFieldObjects): PreparedSignature {
  return prepare(samplePdf(objects, identifiers), {
    field: 'head',
    name: 'Siti Aminah',
    certificateChain: signer.chain,
    signedAt,
  });
}

const messageDigest = '1.2.840.113549.1.9.4';
const signingCertificate = '1.2.840.113549.1.9.16.2.47';

/** Signs other attributes than prepared. */
async function signWith(
  change: (attributes: Uint8Array[]) => Uint8Array[],
  parts: Partial<SignedDataParts> = {},
  order = derSetOf,
): Promise<Uint8Array> {
  const { bytes, byteRange, signedAttributes, certificateChain, algorithm } = prepared();
  const attributes = readWholeDer(signedAttributes).children.map(({ raw }) => raw);
  const set = order(change(attributes));
  const cms = signedData({
    contentType: '1.2.840.113549.1.7.1',
    certificates: certificateChain,
    algorithm,
    signedAttributes: set,
    signature: await signer.signer.sign(set),
    ...parts,
  });
  const file = Uint8Array.from(bytes);
  fillContents(file, byteRange, cms);
  return file;
}

const attribute = (type: string, value: Uint8Array) =>
  der(tags.sequence, derObjectIdentifier(type), derSetOf([value]));
const without = (type: string) => (attributes: Uint8Array[]) => {
  const oid = Buffer.from(derObjectIdentifier(type));
  return attributes.filter((one) => Buffer.from(one).indexOf(oid) === -1);
};
const same = (attributes: Uint8Array[]) => attributes;

async function outcome(file: Uint8Array) {
  const { verdict, signatures, findings } = await judge(file);
  return {
    verdict,
    codes: [...findings, ...signatures.flatMap((one) => one.findings)].map(({ code }) => code),
  };
}

describe('CMS which is not a baseline signature', () => {
  it('the plain case is valid, so that the others mean something', async () => {
    expect(await outcome(await signWith(same))).toEqual({ verdict: 'valid', codes: [] });
  });

  const utcTime = der(0x17, new TextEncoder().encode('270104020000Z'));
  it.each<[string, (attributes: Uint8Array[]) => Uint8Array[], FindingCode, string]>([
    [
      'signing-time',
      (all) => [...all, attribute('1.2.840.113549.1.9.5', utcTime)],
      'signing-time-present',
      'cannot-tell',
    ],
    ['no message-digest', without(messageDigest), 'cms-attributes-missing', 'not-valid'],
    ['no signing-certificate-v2', without(signingCertificate), 'signing-certificate-missing', 'cannot-tell'],
    ['an attribute twice', (all) => [...all, ...all.slice(0, 1)], 'cms-attribute-repeated', 'not-valid'],
    [
      'a digest of something else',
      (all) => [
        ...without(messageDigest)(all),
        attribute(messageDigest, der(tags.octetString, new Uint8Array(32))),
      ],
      'digest-mismatch',
      'not-valid',
    ],
  ])('%s', async (_what, change, code, verdict) => {
    const result = await outcome(await signWith(change));

    expect(result.verdict).toBe(verdict);
    expect(result.codes).toContain(code);
  });

  it('attributes out of DER order', async () => {
    const result = await outcome(
      await signWith(
        (all) => [...all].reverse(),
        {},
        (all) => der(tags.set, ...all),
      ),
    );
    expect(result).toMatchObject({ verdict: 'not-valid', codes: ['cms-malformed'] });
  });

  it('content of its own', async () => {
    const result = await outcome(await signWith(same, { content: new Uint8Array(3) }));
    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('cms-content-inside');
  });

  it('the certificate of somebody else', async () => {
    const result = await outcome(await signWith(same, { certificates: other.chain }));
    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toEqual(expect.arrayContaining(['signing-certificate-mismatch', 'signature-wrong']));
  });

  it('data after the container', async () => {
    const file = await signWith(same);
    const text = new TextDecoder('latin1').decode(file);
    file[text.indexOf('000000>')] = 0x31;
    expect(await outcome(file)).toEqual({ verdict: 'not-valid', codes: ['contents-padding'] });
  });

  it('an issuer which is not trusted may not hide an alteration', async () => {
    const file = await signWith(without(messageDigest));
    expect((await verifyPdf(file, { trust: await trustForAll([]), at: signedAt })).verdict).toBe('not-valid');
  });
});

describe('tricks with the form', () => {
  const size = 60;
  const append = (file: Uint8Array, objects: readonly SampleObject[]) =>
    appendRevision(file, objects, { size, trailer: identifiers });
  const widget = (name: string, rest: string) =>
    `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [0 0 0 0] /F 132 /P 3 0 R ${rest}>>`;
  const signatureObject = (file: Uint8Array) =>
    Number(/\/V (\d+) 0 R/.exec(new TextDecoder('latin1').decode(file))?.[1]);

  it('one signature shown in two fields', async () => {
    const file = await signWith(same);
    const shown = append(file, [
      { number: 6, body: widget('regional-head', `/V ${signatureObject(file)} 0 R`) },
    ]);

    const result = await outcome(shown);

    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('signature-shared');
  });

  it('the signature taken away', async () => {
    const file = await signWith(same);
    const result = await outcome(append(file, [{ number: 5, body: widget('head', '') }]));
    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('signature-removed');
  });

  it('the form taken away', async () => {
    const file = await signWith(same);
    const result = await outcome(append(file, [{ number: 1, body: '<</Type /Catalog /Pages 2 0 R>>' }]));
    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('signature-removed');
  });

  it('other words in the signature dictionary: what is told is what was signed', async () => {
    const file = await signWith(same);
    const text = new TextDecoder('latin1').decode(file);
    const number = signatureObject(file);
    const body =
      text
        .slice(text.indexOf(`\n${number} 0 obj`))
        .replace(/^\n\d+ 0 obj\s*/, '')
        .split('endobj')[0] ?? '';
    const spoofed = append(file, [{ number, body: body.replace('Siti Aminah', 'Orang Lain!') }]);

    const report = await judge(spoofed);

    expect(report.verdict).toBe('not-valid');
    expect(report.signers.map(({ name }) => name)).toEqual(['Siti Aminah']);
  });

  it('an object the page already pointed to, but which did not exist when signed', async () => {
    const objects = twoFieldObjects.map((one) =>
      one.number === 3
        ? { ...one, body: one.body.replace('/Contents 4 0 R', '/Contents [4 0 R 40 0 R]') }
        : one,
    );
    const { bytes, byteRange, signedAttributes, certificateChain, algorithm } = prepared(objects);
    const file = Uint8Array.from(bytes);
    const signature = await signer.signer.sign(signedAttributes);
    const contentType = '1.2.840.113549.1.7.1';
    fillContents(
      file,
      byteRange,
      signedData({ contentType, certificates: certificateChain, algorithm, signedAttributes, signature }),
    );
    expect((await judge(file)).verdict).toBe('valid');
    // Validation data gives the revision a purpose; the stream it brings is drawn on the page as well.
    const revealed = append(file, [
      { number: 1, body: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /DSS <</Certs [40 0 R]>>>>' },
      { number: 40, body: '<</Length 2>>\nstream\nq \nendstream' },
    ]);

    const result = await outcome(revealed);

    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('changed-after-signing');
  });

  it('validation data alone is no alteration', async () => {
    const file = await signWith(same);
    const archived = append(file, [
      { number: 1, body: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /DSS <</Certs [40 0 R]>>>>' },
      { number: 40, body: '<</Length 2>>\nstream\nq \nendstream' },
    ]);
    expect((await judge(archived)).verdict).toBe('valid');
  });
});
