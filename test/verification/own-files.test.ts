import { beforeAll, describe, expect, it } from 'vitest';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import { verdictSentence } from '../../core/verification/messages.ts';
import type { VerificationReport } from '../../core/verification/report.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { appendRevision, identifiers, join } from '../pades/reader/sample-pdf.ts';
import { type SignedSample, signedAt, signedSample } from './signed-sample.ts';

let sample: SignedSample;
beforeAll(async () => {
  sample = await signedSample();
});

const judge = async (file: Uint8Array, at = signedAt) =>
  verifyPdf(file, { trust: await trustForAll([sample.root]), at, evidence: sample.evidence });
const codes = (report: VerificationReport) =>
  [report, ...report.signatures, ...report.documentTimestamps].flatMap(({ findings }) =>
    findings.map(({ code }) => code),
  );
const sizeOf = (file: Uint8Array) => {
  const sizes = [...new TextDecoder('latin1').decode(file).matchAll(/\/Size (\d+)/g)];
  return Number(sizes.at(-1)?.[1]);
};

describe('what our signer makes is valid', () => {
  it('one signature covers the file', async () => {
    const report = await judge(sample.once);

    expect(codes(report)).toEqual([]);
    expect(report).toMatchObject({ verdict: 'valid', indication: 'TOTAL-PASSED', integrity: 'intact' });
    expect(report.signers).toEqual([
      {
        name: 'Siti Aminah',
        field: 'head',
        claimedTime: signedAt.toISOString(),
        coverage: 'entire-file',
        level: 'B-B',
      },
    ]);
    expect(report.notChecked).toEqual(['signing-time']);
  });

  it('the second signature leaves the first valid', async () => {
    const report = await judge(sample.twice);

    expect(report.verdict).toBe('valid');
    expect(report.signers.map(({ name, coverage }) => [name, coverage])).toEqual([
      ['Siti Aminah', 'entire-revision'],
      ['Budi Santoso', 'entire-file'],
    ]);
  });

  it('validation data and a document timestamp may follow, and the timestamp proves the time', async () => {
    const report = await judge(sample.sealed, new Date('2029-06-01T00:00:00Z'));

    expect(codes(report)).toEqual([]);
    expect(report.verdict).toBe('valid');
    expect(report.documentTimestamps).toMatchObject([{ trusted: true, time: signedAt.toISOString() }]);
    expect(report.signers.map(({ level }) => level)).toEqual(['B-LTA', 'B-LTA']);
    expect(report.notChecked).not.toContain('signing-time');
  });
});

describe('what each revision did', () => {
  it('is told by object, with the rule which accounts for it', async () => {
    const { changes } = await judge(sample.sealed);

    expect(changes.map(({ revision, findings }) => ({ revision, findings }))).toEqual([
      { revision: 2, findings: [] },
      { revision: 3, findings: [] },
      { revision: 4, findings: [] },
    ]);
    const rules = changes.map(({ objects }) => [...new Set(objects.map(({ rule }) => rule))].sort());
    expect(rules[0]).toEqual(['filled-field']);
    expect(rules[1]).toEqual(['catalog', 'security-store']);
    expect(rules[2]).toEqual(['form', 'new-field', 'page-annotations']);
    for (const { objects, written } of changes) expect(objects).toHaveLength(written);
  });

  it('names what no rule accounts for', async () => {
    const size = sizeOf(sample.twice);
    const objects = [{ number: 4, body: '<</Length 2>>\nstream\nq \nendstream' }];
    const { changes } = await judge(appendRevision(sample.twice, objects, { size, trailer: identifiers }));
    expect(changes.at(-1)?.objects).toEqual([{ object: 4, how: 'replaced', rule: null }]);
  });
});

describe('what cannot be known is not called valid', () => {
  it('an issuer nobody told us to trust: intact, but unknown', async () => {
    const report = await verifyPdf(sample.twice, { trust: await trustForAll([]), at: signedAt });

    expect(report).toMatchObject({
      verdict: 'cannot-tell',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      integrity: 'intact',
    });
    expect(verdictSentence(report)).toBe(
      'Isi dokumen utuh sejak ditandatangani. Penerbit sertifikat penanda tangan belum dipercaya di sini.',
    );
  });

  it('a certificate which has ended, without proof of an earlier time', async () => {
    const report = await judge(sample.twice, new Date('2040-01-01T00:00:00Z'));
    expect(report).toMatchObject({ verdict: 'cannot-tell', subIndication: 'OUT_OF_BOUNDS_NO_POE' });
  });

  it('a file without signature', async () => {
    const report = await judge(sample.unsigned);
    expect(report).toMatchObject({
      verdict: 'cannot-tell',
      subIndication: 'NO_SIGNATURE',
      integrity: 'unknown',
    });
  });

  it('bytes which are no PDF', async () => {
    expect(await judge(join('hello'))).toMatchObject({ verdict: 'cannot-tell', integrity: 'unknown' });
  });
});

describe('one changed byte', () => {
  it.each([
    ['once', 97],
    ['twice', 397],
    ['sealed', 797],
  ] as const)('%s, every %i bytes and the last twenty', async (state, stride) => {
    const file = sample[state];
    const { signers } = await judge(file);
    const containers = [...new TextDecoder('latin1').decode(file).matchAll(/<[0-9A-Fa-f]{1000,}>/g)];
    expect(containers).toHaveLength({ once: 1, twice: 2, sealed: 3 }[state]);
    // The newest container is signed by nobody; older ones are covered by the signatures after them.
    const newest = containers.at(-1) ?? { index: -1, 0: '' };
    for (let at = 0; at < file.length; at += at > file.length - 20 ? 1 : stride) {
      const changed = Uint8Array.from(file);
      changed[at] = (changed[at] ?? 0) ^ 0x01;

      const report = await judge(changed);

      expect(codes(report), `byte ${at}`).not.toContain('internal-error');
      const inside = at > newest.index && at < newest.index + newest[0].length - 1;
      if (!inside) expect(report.verdict, `byte ${at}`).not.toBe('valid');
      // There, only a certificate copy nobody needs can change without effect.
      else if (report.verdict === 'valid') expect(report.signers, `byte ${at}`).toEqual(signers);
    }
  });

  it('in the words of the signed page it is TOTAL-FAILED for its digest', async () => {
    const changed = Uint8Array.from(sample.once);
    const at = new TextDecoder('latin1').decode(changed).indexOf('100 100 re');
    changed[at] = 0x39;
    expect(await judge(changed)).toMatchObject({
      verdict: 'not-valid',
      subIndication: 'HASH_FAILURE',
      integrity: 'altered',
    });
  });
});

describe('a revision which is not a signature makes the file not valid', () => {
  const page = '<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Annots [5 0 R 6 0 R]';
  it.each([
    ['other page content', [{ number: 4, body: '<</Length 2>>\nstream\nq \nendstream' }]],
    [
      'an annotation on the page',
      [
        { number: 3, body: `${page.replace('6 0 R]', '6 0 R 90 0 R]')}>>` },
        { number: 90, body: '<</Type /Annot /Subtype /FreeText /Rect [0 0 9 9]>>' },
      ],
    ],
    ['a rotated page', [{ number: 3, body: `${page} /Rotate 90>>` }]],
    ['a form without its fields', [{ number: 7, body: '<</Fields []>>' }]],
    [
      'a script',
      [
        {
          number: 1,
          body: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /OpenAction <</S /JavaScript /JS (x)>>>>',
        },
      ],
    ],
    [
      'a field moved',
      [
        {
          number: 5,
          body: '<</Type /Annot /Subtype /Widget /FT /Sig /T (head) /Rect [0 0 99 99] /F 132 /P 3 0 R>>',
        },
      ],
    ],
    ['nothing at all', []],
    ['the same object again', [{ number: 7, body: '<</Fields [5 0 R 6 0 R] /SigFlags 3>>' }]],
    ['an object nobody uses', [{ number: 90, body: '<</Type /Page>>' }]],
  ])('%s', async (_what, objects) => {
    const file = sample.twice;
    const size = Math.max(91, sizeOf(file));

    const report = await judge(appendRevision(file, objects, { size, trailer: identifiers }));

    expect(report).toMatchObject({ verdict: 'not-valid', integrity: 'altered' });
    expect(codes(report)).toContain('changed-after-signing');
  });

  it.each(['junk', '\n', '%%EOF\n'])('bytes after the end: %j', async (junk) => {
    expect(await judge(join(sample.twice, junk))).toMatchObject({ verdict: 'not-valid' });
  });

  it('the head signature cut out of a later state stays valid, anything between does not', async () => {
    expect((await judge(sample.twice.subarray(0, sample.once.length))).verdict).toBe('valid');
    for (let length = sample.once.length + 1; length < sample.twice.length - 1; length += 211) {
      expect((await judge(sample.twice.subarray(0, length))).verdict).not.toBe('valid');
    }
  });
});
