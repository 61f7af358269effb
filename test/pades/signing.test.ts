import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, expect, test } from 'vitest';
import { complete } from '../../core/pades/complete.ts';
import { prepare, type SignatureRequest } from '../../core/pades/prepare.ts';
import { entry, isName } from '../../core/pades/reader/objects.ts';
import { openPdf, type PdfFile } from '../../core/pades/reader/pdf-file.ts';
import { signatureFields } from '../../core/pades/reader/signature-fields.ts';
import { signatureTypefaces } from '../../core/signer/typefaces.ts';
import { type SampleSigner, sampleAuthority, samplePerson, sampleTools } from '../pki/sample-authority.ts';
import { sampleRevision } from './sample-revision.ts';

const foreign = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../../shared/data/signed-pdfs', name)));

let head: SampleSigner;
let regent: SampleSigner;

beforeAll(async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  head = await samplePerson(authority, tools, 'Drs. Cakrabirama Muarabakti, M.Si.');
  regent = await samplePerson(authority, tools, 'H. Surya Adipratama, S.E., M.M.');
});

const request = (signer: SampleSigner, field: string): SignatureRequest => ({
  field,
  name: 'Drs. Cakrabirama Muarabakti, M.Si.',
  signedAt: new Date('2027-01-04T02:00:00Z'),
  certificateChain: signer.chain,
  appearance: {
    typefaces: signatureTypefaces(),
    lines: [{ text: 'Ditandatangani secara elektronik', weight: 'regular' }],
  },
});

async function sign(revision: Uint8Array, signer: SampleSigner, field: string): Promise<Uint8Array> {
  const prepared = prepare(revision, request(signer, field));
  return complete(prepared, await signer.signer.sign(prepared.signedAttributes));
}

/** What stands in the newest revision: numbers which existed before, and types of the new ones. */
function newest(file: PdfFile) {
  const before = new Set(file.at(file.revisions.length - 2).objectNumbers());
  const { entries } = file.last.revision;
  return {
    rewritten: [...entries.keys()].filter((n) => before.has(n)),
    added: [...entries.keys()].filter((n) => !before.has(n)),
  };
}

const asStream = async (bytes: Uint8Array) =>
  (await PDFDocument.load(bytes, { updateMetadata: false })).save({ useObjectStreams: true });

const bases: [string, () => Promise<Uint8Array>, 'table' | 'stream', [string, string]][] = [
  ['our revision 0', sampleRevision, 'table', ['head', 'regional-head']],
  [
    'the same with a cross-reference stream',
    async () => asStream(await sampleRevision()),
    'stream',
    ['head', 'regional-head'],
  ],
  [
    'a foreign file with free fields',
    async () => foreign('laravel-a1--signature-fields.pdf'),
    'table',
    ['SignatureManager', 'SignatureEmployee'],
  ],
];

test.each(bases)('%s: two signatures, each a pure increment', async (_name, base, kind, [first, second]) => {
  const zero = await base();

  const one = await sign(zero, head, first);
  const two = await sign(one, regent, second);

  expect(Buffer.compare(one.subarray(0, zero.length), zero)).toBe(0);
  expect(Buffer.compare(two.subarray(0, one.length), one)).toBe(0);
  const file = openPdf(two);
  expect(file.xrefKind).toBe(kind);
  expect(file.revisions).toHaveLength(openPdf(zero).revisions.length + 2);
  const fields = signatureFields(file.last);
  const signed = fields.find((field) => field.name === second);
  expect(newest(file).rewritten).toEqual([signed?.object]);
  expect(fields.filter((field) => field.signature === null)).toEqual([]);
  expect(file.id?.[0]).toEqual(openPdf(one).id?.[0]);
  expect(file.id?.[0]).toEqual(openPdf(zero).id?.[0] ?? expect.any(Uint8Array));
});

test('the signature dictionary says what ETSI EN 319 142-1 §6.3 asks for', async () => {
  const view = openPdf(await sign(await sampleRevision(), head, 'head')).last;
  const dictionary = signatureFields(view)[0]?.signature?.dictionary;
  if (dictionary === undefined) throw new Error('not signed');

  expect(isName(entry(dictionary, 'SubFilter'), 'ETSI.CAdES.detached')).toBe(true);
  expect([...dictionary.entries.keys()].sort()).toEqual([
    'ByteRange',
    'Contents',
    'Filter',
    'M',
    'Name',
    'SubFilter',
    'Type',
  ]);
});

test('a signature of somebody else is refused before it is embedded', async () => {
  const prepared = prepare(await sampleRevision(), request(head, 'head'));
  const foreignSignature = await regent.signer.sign(prepared.signedAttributes);

  expect(() => complete(prepared, foreignSignature)).toThrow(/key of the signer's certificate/);
});

test('a prepared file which was changed meanwhile is refused', async () => {
  const prepared = prepare(await sampleRevision(), request(head, 'head'));
  const signature = await head.signer.sign(prepared.signedAttributes);
  const inside = Buffer.from(prepared.bytes).lastIndexOf('/BBox');
  const touched = new Uint8Array(prepared.bytes);
  touched[inside + 1] = 0x43;
  const earlier = new Uint8Array(prepared.bytes);
  earlier[200] = (earlier[200] ?? 0) ^ 1;

  expect(() => complete({ ...prepared, bytes: touched }, signature)).toThrow(/digest/);
  expect(() => complete({ ...prepared, bytes: earlier }, signature)).toThrow();
});

test('a field signed already, or none at all, is refused', async () => {
  const signed = await sign(await sampleRevision(), head, 'head');

  expect(() => prepare(signed, request(regent, 'head'))).toThrow(
    expect.objectContaining({ code: 'already-signed' }),
  );
  expect(() => prepare(signed, request(regent, 'nobody'))).toThrow(
    expect.objectContaining({ code: 'no-field' }),
  );
});

test('a CMS larger than its room is refused, not cut', async () => {
  const prepared = prepare(await sampleRevision(), { ...request(head, 'head'), reserve: 512 });
  const signature = await head.signer.sign(prepared.signedAttributes);

  expect(() => complete(prepared, signature)).toThrow(/at most 512 bytes/);
});
