import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { complete } from '../../core/pades/complete.ts';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { prepare } from '../../core/pades/prepare.ts';
import { entry } from '../../core/pades/reader/objects.ts';
import { openIncrement, openPdf, type PdfFile } from '../../core/pades/reader/pdf-file.ts';
import { signatureFields } from '../../core/pades/reader/signature-fields.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import { signatureTypefaces } from '../../core/signer/typefaces.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import {
  type SampleSigner,
  sampleAuthority,
  samplePerson,
  sampleTimestamper,
  sampleTools,
} from '../pki/sample-authority.ts';
import { hybridPdf } from './reader/hybrid-pdf.ts';
import { appendRevision, identifiers, samplePdf, twoFieldObjects } from './reader/sample-pdf.ts';

const folder = path(import.meta.dirname, '../../../shared/data/signed-pdfs');
const signedAt = new Date('2027-01-04T02:00:00Z');
const name = 'Drs. Cakrabirama Muarabakti, M.Si.';

let timestamp: Timestamper;
let head: SampleSigner;
let root: Uint8Array;

beforeAll(async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  timestamp = await sampleTimestamper(authority, tools);
  head = await samplePerson(authority, tools, name);
  root = authority.root;
});

const files: readonly (readonly [string, Uint8Array])[] = [
  ...readdirSync(folder)
    .filter((file) => file.endsWith('.pdf'))
    .map((file) => [file, new Uint8Array(readFileSync(path(folder, file)))] as const),
  ['a hybrid file', hybridPdf({ objects: twoFieldObjects, hidden: [5] })],
];

/** What the increment holds, by what it is; whatever was there before is told with its number. */
function written(before: PdfFile, after: PdfFile): string[] {
  const known = new Set(before.last.objectNumbers());
  return [...after.last.revision.entries.keys()]
    .filter((number) => number !== 0)
    .map((number) => {
      if (known.has(number)) return `rewritten ${number}`;
      const value = after.last.object(number)?.value;
      const dictionary = value?.kind === 'stream' ? value.dictionary : value;
      const type = dictionary?.kind === 'dictionary' ? entry(dictionary, 'Type') : undefined;
      const is = type?.kind === 'name' ? type.value : value?.kind === 'stream' ? 'stream' : 'other';
      return is;
    })
    .sort();
}

function expectIncrement(bytes: Uint8Array, result: Uint8Array): { before: PdfFile; after: PdfFile } {
  const [before, after] = [openPdf(bytes), openPdf(result)];
  expect(Buffer.compare(result.subarray(0, bytes.length), bytes)).toBe(0);
  expect(after.xrefKind).toBe(before.xrefKind);
  expect(after.revisions).toHaveLength(before.revisions.length + 1);
  if (before.id) expect(after.id?.[0]).toEqual(before.id[0]);
  expect(after.id?.[1]).not.toEqual(before.id?.[1]);
  return { before, after };
}

const judge = async (bytes: Uint8Array) =>
  verifyPdf(bytes, { trust: await trustForAll([readCertificate(root)]), at: signedAt });

/** What later revisions did to each signature, by field. */
const changes = async (bytes: Uint8Array) =>
  (await judge(bytes)).signatures.map(({ field, findings }) => [
    field,
    findings.filter(({ code }) => code === 'changed-after-signing').length,
  ]);

/** These files hold no revocation data; nothing else may be amiss. */
const codes = (judged: { readonly findings: readonly { readonly code: string }[] } | undefined) => [
  ...new Set(judged?.findings.map(({ code }) => code)),
];

test('the files are foreign, of both kinds of cross-reference, with and without a form', () => {
  const opened = files.map(([, bytes]) => openPdf(bytes));

  expect(new Set(opened.map((file) => file.xrefKind))).toEqual(new Set(['table', 'stream']));
  expect(new Set(opened.map((file) => entry(file.last.catalog, 'AcroForm') !== undefined))).toEqual(
    new Set([true, false]),
  );
  expect(opened.at(-1)?.last.revision.sections.map(({ kind }) => kind)).toEqual(['table', 'table', 'stream']);
});

test.each(files)('%s: a document timestamp appends its own objects alone', async (_name, bytes) => {
  const sealed = await appendDocumentTimestamp(bytes, { tooltip: 'Stempel waktu dokumen', timestamp });

  const { before, after } = expectIncrement(bytes, sealed);
  const added = written(before, after).filter((object) => !object.startsWith('rewritten'));
  expect(added).toEqual(['Annot', 'DocTimeStamp', ...(before.xrefKind === 'stream' ? ['XRef'] : [])]);
  const rewritten = written(before, after).length - added.length;
  expect(rewritten).toBeLessThanOrEqual(2);
  const { documentTimestamps } = await judge(sealed);
  const ours = documentTimestamps.find(({ field }) => field === 'timestamp-1');
  expect(codes(ours)).toEqual(['timestamp-revocation-unknown']);
  expect(await changes(sealed)).toEqual(await changes(bytes));
});

const open = files.flatMap(([file, bytes]) =>
  signatureFields(openPdf(bytes).last)
    .filter(({ signature }) => signature === null)
    .map((field) => [`${file}, ${field.name}`, bytes, field.name] as const),
);

test.each(open)(
  '%s: a signature appends itself, its field and its appearance',
  async (_name, bytes, field) => {
    const shown = field.startsWith('Signature');
    const prepared = prepare(bytes, {
      field,
      name,
      signedAt,
      certificateChain: head.chain,
      ...(shown
        ? {
            appearance: { typefaces: signatureTypefaces(), lines: [{ text: name, weight: 'bold' as const }] },
          }
        : {}),
    });
    const signed = complete(prepared, await head.signer.sign(prepared.signedAttributes));

    const { before, after } = expectIncrement(bytes, signed);
    const filled = signatureFields(before.last).find((candidate) => candidate.name === field);
    const drawn = shown ? ['Font', 'Font', 'FontDescriptor', 'XObject', 'stream', 'stream'] : [];
    expect(written(before, after)).toEqual([...drawn, 'Sig', `rewritten ${filled?.object}`].sort());
    const { signatures } = await judge(signed);
    expect(signatures).toMatchObject([{ field, coverage: 'entire-file' }]);
    expect(codes(signatures[0])).toEqual(['revocation-unknown']);
  },
);

test('an increment which does not continue the file that was read is refused', () => {
  const first = samplePdf(twoFieldObjects, identifiers);
  const second = appendRevision(first, [twoFieldObjects[4] ?? { number: 5, body: '' }], {
    size: 8,
    trailer: identifiers,
  });
  const third = appendRevision(second, [twoFieldObjects[5] ?? { number: 6, body: '' }], {
    size: 8,
    trailer: identifiers,
  });
  const opened = openPdf(first);

  expect(openIncrement(opened, second).revisions).toHaveLength(2);
  expect(() => openIncrement(opened, third)).toThrow(expect.objectContaining({ code: 'trailer' }));
  expect(() => openIncrement(opened, first)).toThrow(expect.objectContaining({ name: 'PdfMalformed' }));
  const junk = appendRevision(first, [twoFieldObjects[4] ?? { number: 5, body: '' }], {
    size: 8,
    trailer: identifiers,
    junk: '9 0 obj\n(hidden)\nendobj\n',
  });
  expect(() => openIncrement(opened, junk)).toThrow(expect.objectContaining({ code: 'unexplained-bytes' }));
});
