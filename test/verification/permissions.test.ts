import { beforeAll, describe, expect, it } from 'vitest';
import { complete } from '../../core/pades/complete.ts';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { digestOfRange, prepare } from '../../core/pades/prepare.ts';
import { entry } from '../../core/pades/reader/objects.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { signatureFields } from '../../core/pades/reader/signature-fields.ts';
import { fillContents } from '../../core/pades/signature-dictionary.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { type Certificate, readCertificate } from '../../core/pki/reading/certificate.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import { signedAttributes, signedData } from '../../core/pki/signed-data.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import type { GivenEvidence } from '../../core/verification/gather-evidence.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../pades/reader/sample-pdf.ts';
import {
  type SampleSigner,
  sampleAuthority,
  sampleEvidence,
  samplePerson,
  sampleTimestamper,
  sampleTools,
} from '../pki/sample-authority.ts';
import { sampleWith } from './attacks/hostile-signer.ts';
import { signedAt } from './signed-sample.ts';

const contentType = '1.2.840.113549.1.7.1';
let head: SampleSigner;
let regent: SampleSigner;
let root: Certificate;
let evidence: GivenEvidence;
let timestamp: Timestamper;

beforeAll(async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  head = await samplePerson(authority, tools, 'Siti Aminah');
  regent = await samplePerson(authority, tools, 'Budi Santoso');
  root = readCertificate(authority.root);
  evidence = await sampleEvidence(authority, tools);
  timestamp = await sampleTimestamper(authority, tools);
});

const judge = async (file: Uint8Array) =>
  verifyPdf(file, { trust: await trustForAll([root]), at: signedAt, evidence });

/** The head's signature with a /Reference, written over the room a long /Reason leaves. */
async function signedWithReference(
  reference: string,
  { base = samplePdf(twoFieldObjects, identifiers), at = 'head' }: { base?: Uint8Array; at?: string } = {},
): Promise<Uint8Array> {
  const room = 300;
  const prepared = prepare(base, {
    field: at,
    name: 'Siti Aminah',
    certificateChain: head.chain,
    signedAt,
    reason: 'x'.repeat(room),
  });
  const file = Uint8Array.from(prepared.bytes);
  const field = signatureFields(openPdf(file).last).find(({ name }) => name === at);
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
    [
      'a lock of another field, and a level as Acrobat writes it',
      lock('/Action /Include /Fields [(regional)] /P 1'),
      'not-valid',
      'certification-violated',
    ],
    [
      'a lock of fields below the other one',
      lock('/Action /Include /Fields [(x) (regional-head.a) ()]'),
      'valid',
      null,
    ],
    [
      'a lock whose list cannot be read',
      lock('/Action /Include /Fields [(regional) 99 0 R]'),
      'not-valid',
      'field-locked',
    ],
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

const field = (name: string, rest = '') =>
  `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [0 0 0 0] /F 132 /P 3 0 R ${rest}>>`;
const locked = (lockDictionary: string) =>
  sampleWith({ number: 5, body: field('head', '/Lock 8 0 R') }, { number: 8, body: lockDictionary });
const signed = async (base: Uint8Array, name = 'head') => {
  const request = { field: name, name: 'Siti Aminah', certificateChain: head.chain, signedAt };
  const prepared = prepare(base, request);
  return complete(prepared, await head.signer.sign(prepared.signedAttributes));
};

describe('what the field of the first signature locks, though its signer wrote no transform', () => {
  it.each([
    ['the other field', '<</Type /SigFieldLock /Action /Include /Fields [(regional-head)]>>', 'field-locked'],
    ['all fields', '<</Type /SigFieldLock /Action /All>>', 'field-locked'],
    ['all but itself', '<</Type /SigFieldLock /Action /Exclude /Fields [(head)]>>', 'field-locked'],
    ['all but the other', '<</Type /SigFieldLock /Action /Exclude /Fields [(regional-head)]>>', null],
    ['itself', '<</Type /SigFieldLock /Action /Include /Fields [(head)]>>', null],
    ['in an unknown way', '<</Type /SigFieldLock /Action /Some>>', 'field-locked'],
    [
      'itself and forbids changes',
      '<</Type /SigFieldLock /Action /Include /Fields [(head)] /P 1>>',
      'certification-violated',
    ],
    ['itself and allows signing', '<</Type /SigFieldLock /Action /Include /Fields [(head)] /P 2>>', null],
    [
      'itself with an unreadable level',
      '<</Type /SigFieldLock /Action /Include /Fields [(head)] /P /2>>',
      'certification-violated',
    ],
  ])('%s', async (_what, lockDictionary, code) => {
    const once = await signed(locked(lockDictionary));
    expect((await judge(once)).verdict).toBe('valid');

    const report = await judge(await countersigned(once));

    expect(report.verdict).toBe(code === null ? 'valid' : 'not-valid');
    expect(report.signatures[0]?.findings.map((one) => one.code)).toEqual(code === null ? [] : [code]);
  });

  it('a lock of the second signature leaves the first one alone', async () => {
    const lock = { number: 8, body: '<</Type /SigFieldLock /Action /All /P 1>>' };
    const base = sampleWith({ number: 6, body: field('regional-head', '/Lock 8 0 R') }, lock);
    expect((await judge(await countersigned(await signed(base)))).verdict).toBe('valid');
  });

  it('a document timestamp in a field of its own may follow every lock', async () => {
    const once = await signed(locked('<</Type /SigFieldLock /Action /All /P 1>>'));
    const sealed = await appendDocumentTimestamp(once, { timestamp, tooltip: 'Stempel waktu' });
    const report = await judge(sealed);
    expect(report.verdict).toBe('valid');
    expect(report.signatures[0]?.findings).toEqual([]);
  });
});

describe('a certification', () => {
  const codesOf = async (file: Uint8Array) => {
    const { verdict, findings } = await judge(file);
    return { verdict, codes: findings.map(({ code }) => code) };
  };

  it('after an approval leaves open what was certified', async () => {
    const late = await signedWithReference(certification('/P 2'), {
      base: await signed(samplePdf(twoFieldObjects, identifiers)),
      at: 'regional-head',
    });
    expect(await codesOf(late)).toEqual({ verdict: 'cannot-tell', codes: ['certification-late'] });
    expect((await judge(late)).integrity).toBe('intact');
  });

  it('after another one is refused', async () => {
    const twice = await signedWithReference(certification('/P 2'), {
      base: await signedWithReference(certification('/P 2')),
      at: 'regional-head',
    });
    expect(await codesOf(twice)).toEqual({ verdict: 'not-valid', codes: ['certification-twice'] });
  });

  it('is none where the field of an approval asks for its level', async () => {
    const lockDictionary = { number: 8, body: '<</Type /SigFieldLock /Action /All /P 1>>' };
    const base = sampleWith({ number: 6, body: field('regional-head', '/Lock 8 0 R') }, lockDictionary);
    const later = await signedWithReference(certification('/P 1'), {
      base: await signed(base),
      at: 'regional-head',
    });
    expect(await codesOf(later)).toEqual({ verdict: 'valid', codes: [] });
  });

  it('of the first signature alone is as it should be', async () => {
    const file = await countersigned(await signedWithReference(certification('/P 2')));
    expect(await codesOf(file)).toEqual({ verdict: 'valid', codes: [] });
  });
});
