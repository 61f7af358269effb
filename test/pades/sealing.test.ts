import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { entry, isName } from '../../core/pades/reader/objects.ts';
import { openPdf, type PdfFile } from '../../core/pades/reader/pdf-file.ts';
import { signatureFields } from '../../core/pades/reader/signature-fields.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { issueCertificate } from '../../core/pki/authority.ts';
import { vaultSigner } from '../../core/pki/message-signer.ts';
import { makeRevocationList } from '../../core/pki/revocation-list.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import { sampleAuthority, sampleTools } from '../pki/sample-authority.ts';
import { sampleRevision } from './sample-revision.ts';

const folder = join(import.meta.dirname, '../../../shared/data/signed-pdfs');
const tooltip = 'Stempel waktu dokumen';
let timestamp: Timestamper;
let data: { certificates: Uint8Array[]; revocationLists: Uint8Array[] };

beforeAll(async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const signer = await vaultSigner(tools.vault, 'tsa');
  const certificate = await issueCertificate(
    authority,
    { profile: 'timestamp', subject: { name: 'TSA' }, publicKey: signer.publicKey },
    tools,
  );
  timestamp = (digest) =>
    makeTimestamp(
      { ...tools, signer, chain: [certificate, authority.issuing], policy: '1.3.6.1.4.1.32473.1' },
      digest,
    );
  const list = await makeRevocationList({
    issuer: authority.issuing,
    signer: await vaultSigner(tools.vault, 'issuing-ca'),
    number: 1,
    thisUpdate: tools.clock.now(),
    nextUpdate: new Date(tools.clock.now().getTime() + 86_400_000),
    revoked: [{ serialNumber: '01ab', revokedAt: tools.clock.now(), reason: 'superseded' }],
  });
  data = { certificates: [certificate, authority.issuing], revocationLists: [list] };
});

const overridden = (file: PdfFile) => {
  const before = new Set(file.at(file.revisions.length - 2).objectNumbers());
  return [...file.last.revision.entries.keys()].filter((number) => before.has(number));
};

test('validation data changes the catalog alone, and later only the store', async () => {
  const zero = await sampleRevision();

  const once = appendValidationData(zero, data);
  const again = appendValidationData(once, {
    certificates: [...data.certificates, Uint8Array.of(0x30, 0)],
    revocationLists: [],
  });

  const first = openPdf(once);
  expect(overridden(first)).toEqual([first.last.catalogObject]);
  const second = openPdf(again);
  const reference = entry(second.last.catalog, 'DSS');
  expect(overridden(second)).toEqual([reference?.kind === 'reference' ? reference.object : undefined]);
  const store = second.last.dictionaryAt(second.last.catalog, 'DSS');
  if (store === undefined) throw new Error('no store');
  expect(second.last.arrayAt(store, 'Certs')?.items).toHaveLength(3);
  expect(second.last.arrayAt(store, 'CRLs')?.items).toHaveLength(1);
  expect(store.entries.has('OCSPs')).toBe(false);
  expect(Buffer.compare(again.subarray(0, once.length), once)).toBe(0);
});

test('a document timestamp covers everything, over the digest of everything', async () => {
  const zero = await sampleRevision();
  const asked: Uint8Array[] = [];

  const sealed = await appendDocumentTimestamp(zero, {
    tooltip,
    timestamp: (digest) => {
      asked.push(digest);
      return timestamp(digest);
    },
  });

  const file = openPdf(sealed);
  const field = signatureFields(file.last).find(({ name }) => name === 'timestamp-1');
  const dictionary = field?.signature?.dictionary;
  if (field === undefined || dictionary === undefined) throw new Error('no timestamp');
  expect(isName(entry(dictionary, 'SubFilter'), 'ETSI.RFC3161')).toBe(true);
  expect(dictionary.entries.has('M')).toBe(false);
  const contents = entry(dictionary, 'Contents');
  const covered = Buffer.concat([sealed.subarray(0, contents?.start), sealed.subarray(contents?.end)]);
  expect(asked).toEqual([new Uint8Array(createHash('sha256').update(covered).digest())]);
  expect(overridden(file)).not.toContain(file.last.catalogObject);
  expect(overridden(file)).not.toContain(field.widgets[0]?.pageObject);
});

test('a token over something else is refused', async () => {
  const sealing = appendDocumentTimestamp(await sampleRevision(), {
    tooltip,
    timestamp: () => timestamp(new Uint8Array(32)),
  });

  await expect(sealing).rejects.toMatchObject({ name: 'TimestampMismatch' });
});

const foreign = readdirSync(folder)
  .filter((name) => name.endsWith('.pdf'))
  .map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))] as const)
  .filter(([, bytes]) => canOpen(bytes));

test.each(foreign)('%s can be sealed by a pure increment', async (_name, bytes) => {
  const before = openPdf(bytes);

  const sealed = await appendDocumentTimestamp(appendValidationData(bytes, data), { tooltip, timestamp });

  const after = openPdf(sealed);
  expect(Buffer.compare(sealed.subarray(0, bytes.length), bytes)).toBe(0);
  expect(after.xrefKind).toBe(before.xrefKind);
  expect(signatureFields(after.last)).toHaveLength(signatureFields(before.last).length + 1);
});

test('files of both cross-reference kinds were among them', () => {
  expect(new Set(foreign.map(([, bytes]) => openPdf(bytes).xrefKind))).toEqual(new Set(['table', 'stream']));
});

/** The strict reader refuses some of the anomalies; what it refuses is never appended to. */
function canOpen(bytes: Uint8Array): boolean {
  try {
    const view = openPdf(bytes).last;
    return signatureFields(view).length > 0;
  } catch {
    return false;
  }
}
