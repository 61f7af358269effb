import { beforeAll, describe, expect, it } from 'vitest';
import { appendDocumentTimestamp } from '../../../core/pades/document-timestamp.ts';
import { prepare } from '../../../core/pades/prepare.ts';
import { fillContents } from '../../../core/pades/signature-dictionary.ts';
import { digest } from '../../../core/pki/message-signer.ts';
import { readCertificate } from '../../../core/pki/reading/certificate.ts';
import { trustForAll } from '../../../core/pki/reading/trust-list.ts';
import { contentTypes, signedData } from '../../../core/pki/signed-data.ts';
import type { Timestamper } from '../../../core/ports/timestamper.ts';
import { verifyPdf } from '../../../core/verification/verify-pdf.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../../pades/reader/sample-pdf.ts';
import {
  type SampleSigner,
  sampleAuthority,
  sampleEvidence,
  samplePerson,
  sampleTimestamper,
  sampleTools,
} from '../../pki/sample-authority.ts';
import { signedAt } from '../signed-sample.ts';
import { fromLatin1, latin1 } from './hostile-signer.ts';

/** Tokens which a trusted authority made, for something else. */
let signer: SampleSigner;
let timestamp: Timestamper;
let outcome: (file: Uint8Array) => Promise<{ verdict: string; trusted: boolean[]; codes: string[] }>;
beforeAll(async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  signer = await samplePerson(authority, tools, 'Siti Aminah');
  timestamp = await sampleTimestamper(authority, { ...tools, clock: { now: () => signedAt } });
  const evidence = await sampleEvidence(authority, tools);
  const trust = await trustForAll([readCertificate(authority.root)]);
  outcome = async (file) => {
    const report = await verifyPdf(file, { trust, at: signedAt, evidence });
    const timestamps = [...report.documentTimestamps, ...report.signatures.flatMap((one) => one.timestamps)];
    const parts = [report, ...report.signatures, ...timestamps];
    const codes = parts.flatMap(({ findings }) => findings.map(({ code }) => code));
    return { verdict: report.verdict, trusted: timestamps.map(({ trusted }) => trusted), codes };
  };
});

async function signed(token: (signature: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const prepared = prepare(samplePdf(twoFieldObjects, identifiers), {
    field: 'head',
    name: 'Siti Aminah',
    certificateChain: signer.chain,
    signedAt,
  });
  const { certificateChain: certificates, algorithm, signedAttributes } = prepared;
  const signature = await signer.signer.sign(signedAttributes);
  const signatureTimestamp = await token(signature);
  const parts = { contentType: contentTypes.data, certificates, algorithm, signedAttributes, signature };
  const file = Uint8Array.from(prepared.bytes);
  fillContents(file, prepared.byteRange, signedData({ ...parts, signatureTimestamp }));
  return file;
}

const own = (signature: Uint8Array) => timestamp(digest('sha256', signature));
const seal = async (file: Uint8Array) =>
  appendDocumentTimestamp(file, { timestamp, tooltip: 'Stempel waktu' });
const hole = /\/Contents <([0-9A-Fa-f]{999,})>/g;

describe('on a signature', () => {
  it('its own token is trusted, so that the others mean something', async () => {
    expect(await outcome(await signed(own))).toMatchObject({ verdict: 'valid', trusted: [true] });
  });

  it('the token of another signature proves nothing', async () => {
    const result = await outcome(await signed(() => timestamp(digest('sha256', new Uint8Array(64)))));
    expect(result).toMatchObject({ verdict: 'cannot-tell', trusted: [false] });
    expect(result.codes).toContain('timestamp-broken');
  });
});

describe('on the document', () => {
  it('its own token is trusted', async () => {
    expect(await outcome(await seal(await signed(own)))).toMatchObject({
      verdict: 'valid',
      trusted: [true, true],
    });
  });

  it('the token of another file does not fit', async () => {
    const text = latin1(await seal(await signed(own)));
    const other = [...latin1(await seal(await signed(own))).matchAll(hole)].at(-1)?.[1] ?? '';
    const last = [...text.matchAll(hole)].at(-1);
    const at = (last?.index ?? 0) + '/Contents <'.length;

    const result = await outcome(fromLatin1(text.slice(0, at) + other + text.slice(at + other.length)));

    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('document-timestamp-broken');
  });

  it('a token which does not cover the file to its end', async () => {
    const text = latin1(await seal(await signed(own)));
    const at = text.lastIndexOf('/ByteRange [');
    const short = text
      .slice(at)
      .replace(/(\/ByteRange \[0 \d+ \d+ )(\d+)/, (all, head, length) =>
        `${head}${Number(length) - 9}`.padEnd(all.length),
      );

    const result = await outcome(fromLatin1(text.slice(0, at) + short));

    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('byte-range-end');
  });
});
