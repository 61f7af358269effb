import { beforeAll, expect, test } from 'vitest';
import { complete } from '../../core/pades/complete.ts';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { OffsetTooLarge, writeXrefEntry } from '../../core/pades/pdf-syntax.ts';
import { prepare } from '../../core/pades/prepare.ts';
import { entry, type PdfObject } from '../../core/pades/reader/objects.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { signatureFields } from '../../core/pades/reader/signature-fields.ts';
import { digest } from '../../core/pki/message-signer.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import {
  type SampleSigner,
  sampleAuthority,
  samplePerson,
  sampleTimestamper,
  sampleTools,
} from '../pki/sample-authority.ts';
import { identifiers, join, twoFieldObjects } from './reader/sample-pdf.ts';

let head: SampleSigner;
let timestamp: Timestamper;

beforeAll(async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  head = await samplePerson(authority, tools, 'Siti Aminah');
  timestamp = await sampleTimestamper(authority, tools);
});

/** One stream takes up all the room; its object is the first, so that every other one lies beyond it. */
function largePdf(size: number): Uint8Array {
  const offsets: number[] = [];
  let file: Uint8Array = join('%PDF-1.7\n8 0 obj\n', `<</Length ${size}>>\nstream\n`);
  const large = new Uint8Array(file.length + size + 20_000);
  large.set(file);
  let at = file.length + size;
  const write = (text: string) => {
    file = join(text);
    large.set(file, at);
    at += file.length;
  };
  write('\nendstream\nendobj\n');
  for (const { number, body } of twoFieldObjects) {
    offsets[number] = at;
    write(`${number} 0 obj\n${body}\nendobj\n`);
  }
  offsets[8] = 9;
  const start = at;
  const line = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const entries = offsets.slice(1).map(line).join('');
  write(
    `xref\n0 9\n0000000000 65535 f \n${entries}trailer\n<</Size 9 ${identifiers}>>\nstartxref\n${start}\n%%EOF\n`,
  );
  return large.subarray(0, at);
}

const numbers = (object: PdfObject | undefined) =>
  object?.kind === 'array' ? object.items.map((item) => (item.kind === 'number' ? item.value : -1)) : [];

test('a file of more than 100 MB is signed and sealed, with offsets of nine digits', async () => {
  const zero = largePdf(101_000_000);
  const request = { field: 'head', name: 'Siti Aminah', signedAt: new Date('2027-01-04T02:00:00Z') };

  const prepared = prepare(zero, { ...request, certificateChain: head.chain });
  const signature = await head.signer.sign(prepared.signedAttributes);
  const signed = complete(prepared, signature, await timestamp(digest('sha256', signature)));
  const sealed = await appendDocumentTimestamp(signed, { tooltip: 'Stempel waktu dokumen', timestamp });

  const file = openPdf(sealed);
  expect(Buffer.compare(sealed.subarray(0, signed.length), signed)).toBe(0);
  expect(Buffer.compare(signed.subarray(0, zero.length), zero)).toBe(0);
  const ends = [signed.length, undefined, sealed.length];
  for (const [index, { signature: filled }] of signatureFields(file.last).entries()) {
    if (filled === null) continue;
    const contents = entry(filled.dictionary, 'Contents');
    const [start, length = 0, second = 0, rest = 0] = numbers(entry(filled.dictionary, 'ByteRange'));
    expect([start, length, second]).toEqual([0, contents?.start, contents?.end]);
    expect(second + rest).toBe(ends[index]);
    expect(String(length)).toHaveLength(9);
  }
  expect(signatureFields(file.last).map(({ signature: filled }) => filled !== null)).toEqual([
    true,
    false,
    true,
  ]);
});

test('an offset beyond the ten digits of a table is an error, not another offset', () => {
  expect(writeXrefEntry(9_999_999_999, 0)).toBe('9999999999 00000 n\r\n');
  expect(() => writeXrefEntry(10_000_000_000, 0)).toThrow(OffsetTooLarge);
});
