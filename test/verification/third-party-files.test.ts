import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entry } from '../../core/pades/reader/objects.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { signatureFields } from '../../core/pades/reader/signature-fields.ts';
import { equalBytes } from '../../core/pki/reading/bytes.ts';
import type { Certificate } from '../../core/pki/reading/certificate.ts';
import { readDer } from '../../core/pki/reading/der-node.ts';
import { readSignedData } from '../../core/pki/reading/signed-data.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import { type FindingCode, findingKinds } from '../../core/verification/finding.ts';
import type { Verdict, VerificationReport } from '../../core/verification/report.ts';
import { type VerificationOptions, verifyPdf } from '../../core/verification/verify-pdf.ts';

const folder = new URL('../../../shared/data/signed-pdfs/', import.meta.url);
const read = (file: string) => new Uint8Array(readFileSync(new URL(file, folder)));
const rows: { file: string; expected: string }[] = JSON.parse(
  new TextDecoder().decode(read('expected.json')),
);

/** What makes each bad file bad. Every other signed file is good: intact, its issuer unknown. */
const bad: Record<string, FindingCode> = {
  'pyhanko--tail-uncovered.pdf': 'byte-range-end',
  'pyhanko--signature-gap-too-big.pdf': 'byte-range-gap',
  'pyhanko--one-byterange.pdf': 'byte-range-malformed',
  'pyhanko--weird-byterange.pdf': 'byte-range-gap',
  'pyhanko--extensions-indirect-not-all-paths.pdf': 'changed-after-signing',
  'pyhanko--form-update-override-appearance-stream-sneaky.pdf': 'changed-after-signing',
  'pyhanko--form-update-override-appearance-stream-ap-indirect-sneaky.pdf': 'changed-after-signing',
  'pyhanko--form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf': 'changed-after-signing',
  'pyhanko--form-update-ap-indirect-sneaky-trailer.pdf': 'changed-after-signing',
  'pyhanko--pdf-sig-with-econtent.pdf': 'cms-content-inside',
  // Their author reads it as plain CMS; PDF viewers and PAdES need the digest to be a signed attribute.
  'pyhanko--sig-no-signed-attrs.pdf': 'cms-attributes-missing',
  'pyhanko--ed448-disallowed-hash.pdf': 'cms-algorithm-mismatch',
  'laravel-a1--certified-then-modified.pdf': 'changed-after-signing',
};

/** Good files which stay `cannot-tell` even when their own root is trusted, and why. */
const neverTrusted: Record<string, FindingCode> = {
  // PAdES with a SHA-1 certificate reference: EN 319 142-1 §6.3 row h asks for signing-certificate-v2.
  'pyhanko--pades-with-old-style-signing-cert-attr.pdf': 'signing-certificate-old',
  'pyhanko--pades-with-old-style-signing-cert-attr-issser.pdf': 'signing-certificate-old',
};

const at = new Date('2026-11-01T00:00:00Z');
const codes = (report: VerificationReport) =>
  [report, ...report.signatures, ...report.documentTimestamps].flatMap(({ findings }) =>
    findings.map(({ code }) => code),
  );

function containersOf(file: Uint8Array): readonly (readonly Certificate[])[] {
  return signatureFields(openPdf(file).last).flatMap(({ signature }) => {
    const contents = signature && entry(signature.dictionary, 'Contents');
    return contents?.kind === 'string' ? [readSignedData(readDer(contents.bytes).raw).certificates] : [];
  });
}

/** The file's own roots, and a time at which the signers' certificates were valid. */
async function ownTrust(file: Uint8Array): Promise<VerificationOptions> {
  const containers = containersOf(file);
  const trust = containers.flat().filter(({ issuer, subject }) => equalBytes(issuer, subject));
  const begun = containers.flat().map(({ notBefore }) => notBefore.getTime());
  return { trust: await trustForAll(trust), at: new Date(Math.max(...begun) + 1000) };
}

describe('with nobody trusted', () => {
  it.each(rows)('$file: $expected', async ({ file, expected }) => {
    const report = await verifyPdf(read(file), { trust: await trustForAll([]), at });

    const unsigned = expected.startsWith('unsigned');
    const reason: FindingCode = bad[file] ?? (unsigned ? 'no-signature' : 'issuer-not-trusted');
    const verdict: Verdict = bad[file] ? 'not-valid' : 'cannot-tell';
    expect({ verdict: report.verdict, codes: codes(report) }).toMatchObject({ verdict });
    expect(codes(report)).toContain(reason);
    expect(report.integrity).toBe(bad[file] ? 'altered' : unsigned ? 'unknown' : 'intact');
    if (verdict === 'cannot-tell' && !unsigned && !neverTrusted[file]) {
      expect(report.subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    }
  });
});

describe('with their own root trusted', () => {
  const signed = rows.filter(({ file, expected }) => !bad[file] && !expected.startsWith('unsigned'));
  it.each(signed)('$file', async ({ file }) => {
    const bytes = read(file);

    const report = await verifyPdf(bytes, await ownTrust(bytes));

    // Most carry no revocation data: nothing else may stand in the way, and their verdict is not "valid".
    const barriers = codes(report).filter((code) => findingKinds[code][0] !== 'note');
    const reason = neverTrusted[file];
    expect(barriers.filter((code) => code !== 'revocation-unknown' && code !== reason)).toEqual([]);
    if (reason) expect(barriers).toContain(reason);
    expect(report.verdict).toBe(barriers.length > 0 ? 'cannot-tell' : 'valid');
    expect(report.notChecked.includes('revocation')).toBe(barriers.includes('revocation-unknown'));
  });

  it.each(Object.keys(bad))('%s stays not valid', async (file) => {
    const bytes = read(file);
    const report = await verifyPdf(bytes, await ownTrust(bytes));
    expect(report.verdict).toBe('not-valid');
  });
});
