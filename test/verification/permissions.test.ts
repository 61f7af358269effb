import { beforeAll, describe, expect, it } from 'vitest';
import { complete } from '../../core/pades/complete.ts';
import { digestOfRange, prepare } from '../../core/pades/prepare.ts';
import { entry } from '../../core/pades/reader/objects.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { signatureFields } from '../../core/pades/reader/signature-fields.ts';
import { fillContents } from '../../core/pades/signature-dictionary.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { type Certificate, readCertificate } from '../../core/pki/reading/certificate.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import { signedAttributes, signedData } from '../../core/pki/signed-data.ts';
import type { GivenEvidence } from '../../core/verification/gather-evidence.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../pades/reader/sample-pdf.ts';
import {
  type SampleSigner,
  sampleAuthority,
  sampleEvidence,
  samplePerson,
  sampleTools,
} from '../pki/sample-authority.ts';
import { signedAt } from './signed-sample.ts';

const contentType = '1.2.840.113549.1.7.1';
let head: SampleSigner;
let regent: SampleSigner;
let root: Certificate;
let evidence: GivenEvidence;

beforeAll(async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  head = await samplePerson(authority, tools, 'Siti Aminah');
  regent = await samplePerson(authority, tools, 'Budi Santoso');
  root = readCertificate(authority.root);
  evidence = await sampleEvidence(authority, tools);
});

const judge = async (file: Uint8Array) =>
  verifyPdf(file, { trust: await trustForAll([root]), at: signedAt, evidence });

/** The head's signature with a /Reference, written over the room a long /Reason leaves. */
async function signedWithReference(reference: string): Promise<Uint8Array> {
  const room = 300;
  const prepared = prepare(samplePdf(twoFieldObjects, identifiers), {
    field: 'head',
    name: 'Siti Aminah',
    certificateChain: head.chain,
    signedAt,
    reason: 'x'.repeat(room),
  });
  const file = Uint8Array.from(prepared.bytes);
  const [field] = signatureFields(openPdf(file).last);
  const reason = field?.signature && entry(field.signature.dictionary, 'Reason');
  const start = (reason?.start ?? 0) - '/Reason '.length;
  expect(new TextDecoder().decode(file.subarray(start, start + 8))).toBe('/Reason ');
  const length = (reason?.end ?? 0) - start;
  file.set(new TextEncoder().encode(`/Reference [${reference}]`.padEnd(length)), start);

  const { algorithm, byteRange, certificateChain } = prepared;
  const digest = digestOfRange('sha256', file, byteRange);
  const attributes = signedAttributes(contentType, digest, certificateChain[0], algorithm);
  const signature = await head.signer.sign(attributes);
  const parts = {
    contentType,
    certificates: certificateChain,
    algorithm,
    signedAttributes: attributes,
    signature,
  };
  fillContents(file, byteRange, signedData(parts));
  return file;
}

async function countersigned(file: Uint8Array): Promise<Uint8Array> {
  const request = { field: 'regional-head', name: 'Budi Santoso', certificateChain: regent.chain, signedAt };
  const prepared = prepare(file, request);
  return complete(prepared, await regent.signer.sign(prepared.signedAttributes));
}

const certification = (level: string) =>
  `<</TransformMethod /DocMDP /TransformParams <</Type /TransformParams ${level} /V /1.2>>>>`;
const lock = (what: string) => `<</TransformMethod /FieldMDP /TransformParams <<${what} /V /1.2>>>>`;

describe('what the first signature permits', () => {
  it.each([
    ['a certification for signing', certification('/P 2'), 'valid', null],
    ['a certification without level, which means signing', certification(''), 'valid', null],
    ['a certification against any change', certification('/P 1'), 'not-valid', 'certification-violated'],
    [
      'a certification of an unreadable level',
      certification('/P (2)'),
      'not-valid',
      'certification-violated',
    ],
    [
      'a lock of the other field',
      lock('/Action /Include /Fields [(regional-head)]'),
      'not-valid',
      'field-locked',
    ],
    ['a lock of all fields', lock('/Action /All'), 'not-valid', 'field-locked'],
    ['a lock of another field', lock('/Action /Include /Fields [(regional)]'), 'valid', null],
    ['a lock of all but the other field', lock('/Action /Exclude /Fields [(regional-head)]'), 'valid', null],
  ])('%s', async (_what, reference, verdict, code) => {
    const once = await signedWithReference(reference);
    expect((await judge(once)).verdict).toBe('valid');

    const report = await judge(await countersigned(once));

    expect(report.verdict).toBe(verdict);
    const [first] = report.signatures;
    expect(first?.findings.map((one) => one.code)).toEqual(code === null ? [] : [code]);
  });

  it('validation data may follow even a certification against any change', async () => {
    const once = await signedWithReference(certification('/P 1'));
    const archived = appendValidationData(once, { certificates: [root.der], revocationLists: [] });
    expect((await judge(archived)).verdict).toBe('valid');
  });
});
