import { beforeAll, describe, expect, it } from 'vitest';
import { der, derObjectIdentifier, tags } from '../../../core/pki/der.ts';
import { readCertificate } from '../../../core/pki/reading/certificate.ts';
import { mostCmsCertificates } from '../../../core/pki/reading/signed-data.ts';
import { EvidencePool } from '../../../core/verification/evidence-pool.ts';
import { mostEvidence } from '../../../core/verification/policy.ts';
import { SignatureMemo } from '../../../core/verification/signature-memo.ts';
import { verifyPdf } from '../../../core/verification/verify-pdf.ts';
import { rsa2048 } from '../foreign-algorithms.ts';
import {
  attribute,
  type CmsOptions,
  type ForeignSigner,
  foreignCms,
  foreignFile,
  foreignSigner,
  octets,
  sequence,
} from '../foreign-signer.ts';
import { LongTermWorld, said } from '../long-term-sample.ts';
import { signedAt } from '../signed-sample.ts';
import { append, type HostileSigner, hostileSigner } from './hostile-signer.ts';

/** Files which bring more than anybody needs: what is read of them is bounded, and the outcome says so. */
let layout: HostileSigner;
let rsa: ForeignSigner;
let world: LongTermWorld;
beforeAll(async () => {
  layout = await hostileSigner();
  rsa = await foreignSigner(rsa2048);
  world = await LongTermWorld.open();
});

/** Certificates which differ in their signature alone. */
const copies = (certificate: Uint8Array, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_none, at) => {
    const copy = Uint8Array.from(certificate);
    new DataView(copy.buffer).setUint32(copy.length - 40, at);
    return copy;
  });
const own = () => rsa.chain[0] ?? new Uint8Array();

async function judged(options: CmsOptions, reserve: number) {
  const cms = (digest: Uint8Array) => foreignCms(rsa, digest, options);
  const file = foreignFile(layout, rsa, cms, 'ETSI.CAdES.detached', reserve);
  const report = await verifyPdf(file, { trust: rsa.trust, at: signedAt });
  return { report, codes: said(report).codes, why: report.subIndication };
}

describe('in one CMS', () => {
  it('as many certificates as are read', async () => {
    const certificates = [...rsa.chain, ...copies(own(), mostCmsCertificates - rsa.chain.length)];
    const { codes, report } = await judged({ certificates }, 110_000);
    expect(codes).toEqual(['revocation-unknown']);
    expect(report.diagnosticData?.certificates).toHaveLength(mostCmsCertificates);
  });

  it.each([mostCmsCertificates + 1, 2_000])('%i certificates', async (count) => {
    const certificates = [...rsa.chain, ...copies(own(), count - rsa.chain.length)];
    const { codes, why, report } = await judged({ certificates }, count * 1_000 + 5_000);
    expect({ codes, why }).toEqual({ codes: ['cms-limit'], why: 'GENERIC' });
    expect(report).toMatchObject({ verdict: 'cannot-tell', integrity: 'unknown' });
    expect(report.diagnosticData?.certificates).toEqual([]);
  });

  it('a certificate a thousand times', async () => {
    const { codes } = await judged({ certificates: Array.from({ length: 1_000 }, own) }, 1_100_000);
    expect(codes).toEqual(['cms-limit']);
  });

  it('ten thousand timestamps', async () => {
    const token = (at: number) => sequence(octets(Uint8Array.of(at >> 8, at & 255)));
    const tokens = Array.from({ length: 10_000 }, (_none, at) => token(at));
    const set = sequence(derObjectIdentifier('1.2.840.113549.1.9.16.2.14'), der(tags.set, ...tokens));
    const { codes, report } = await judged({ unsigned: () => set }, 100_000);
    expect(codes).toContain('evidence-limit');
    expect(report.signatures[0]?.timestamps).toHaveLength(mostEvidence.timestamps);
    expect(report).toMatchObject({ verdict: 'cannot-tell', integrity: 'intact' });
  });

  it('hundreds of thousands of revocation data which are none', async () => {
    const rubbish = new Uint8Array(2 * 240_000);
    for (let at = 0; at < rubbish.length; at += 2) rubbish[at] = 0x05;
    const archival = attribute('1.2.840.113583.1.1.8', sequence(der(tags.context0, sequence(rubbish))));
    const { codes, report } = await judged({ unsigned: () => archival }, 800_000);
    expect(codes).toContain('validation-data-unread');
    expect(report.diagnosticData?.unread.length).toBeLessThanOrEqual(mostEvidence.revocationData);
    expect(report).toMatchObject({ verdict: 'cannot-tell', integrity: 'intact' });
  });
});

describe('in the security store', () => {
  const judgedStore = async (certificates: readonly Uint8Array[], lists: readonly Uint8Array[]) => {
    const pool = new EvidencePool();
    for (const certificate of certificates) pool.readCertificate(certificate, 'dss', 1);
    pool.readRevocation({ lists, ocspResponses: [] }, 'dss', 1);
    return pool;
  };

  it('more lists than are read leave the outcome open, though those which are read are good', async () => {
    world.reset();
    const lists = await world.lists();
    const many = copies(lists[1] ?? own(), mostEvidence.revocationData);
    const file = world.store(await world.signed(), [...lists, ...many]);
    const report = await world.judge(file);
    expect(said(report)).toMatchObject({ verdict: 'cannot-tell', why: 'GENERIC', codes: ['evidence-limit'] });
    expect(report.integrity).toBe('intact');
    expect(report.diagnosticData?.revocationData).toHaveLength(mostEvidence.revocationData);
  });

  it('more certificates than are read', async () => {
    const pool = await judgedStore(copies(own(), mostEvidence.certificates + 50), []);
    expect(pool.certificates).toHaveLength(mostEvidence.certificates);
    expect(pool.limits).toHaveLength(1);
  });

  it('lists of many megabytes', async () => {
    world.reset();
    const [list = own()] = await world.lists();
    const megabyte = 1024 * 1024;
    const large = Array.from({ length: 12 }, (_none, at) => {
      const bytes = new Uint8Array(megabyte).fill(at);
      bytes.set(list.subarray(0, 20));
      return bytes;
    });
    const pool = await judgedStore([], large);
    expect(pool.unread).toHaveLength(8);
    expect(pool.limits).toEqual([`more than ${mostEvidence.revocationBytes} bytes of revocation data`]);
  });

  it('hundreds of thousands of references', async () => {
    const file = await layout.sign();
    const references = '50 0 R '.repeat(200_000);
    const stored = append(file, [
      { number: 1, body: `<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /DSS 51 0 R>>` },
      { number: 50, body: '<</Length 2>>\nstream\nq \nendstream' },
      { number: 51, body: `<</Certs [52 0 R] /Extra [${references}]>>` },
      { number: 52, body: `[${references}]` },
    ]);
    const { verdict, codes } = await layout.outcome(stored);
    expect({ verdict, codes }).toEqual({ verdict: 'valid', codes: [] });
  });

  it('cannot crowd out what the caller brings', async () => {
    const pool = new EvidencePool();
    for (const certificate of copies(own(), 400))
      pool.addCertificate(readCertificate(certificate), 'given', null);
    expect(pool.certificates).toHaveLength(400);
    expect(pool.limits).toEqual([]);
  });
});

it('checks of a public key end, and what is asked then is not good', async () => {
  const [issuer, ...others] = rsa.chain.slice(1).map((one) => readCertificate(one));
  if (issuer === undefined) throw new Error('no issuer');
  const memo = new SignatureMemo();
  const subject = readCertificate(own());
  expect(await memo.signedBy(issuer, subject)).toBe(true);
  // An algorithm nobody knows costs nothing, and counts.
  const cheap = { ...subject, signatureAlgorithm: sequence(derObjectIdentifier('1.2.3')) };
  for (let at = 1; at < mostEvidence.keyOperations; at++) await memo.signedBy(issuer, { ...cheap });
  expect(memo.isExhausted).toBe(false);
  expect(await memo.signedBy(issuer, { ...subject })).toBe(false);
  expect(memo.isExhausted).toBe(true);
  expect(await memo.signedBy(issuer, subject)).toBe(true);
  expect(others.length).toBeGreaterThan(0);
});
