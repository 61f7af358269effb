import { constants, createHash, privateEncrypt } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { der, derObjectIdentifier, derSetOf, tags } from '../../core/pki/der.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import { verdictSentence } from '../../core/verification/messages.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { type HostileSigner, hostileSigner } from './attacks/hostile-signer.ts';
import { algorithms, ecdsa, pkcs1, rsa2048 } from './foreign-algorithms.ts';
import {
  type Algorithm,
  type CmsOptions,
  type ForeignSigner,
  foreignCms,
  foreignFile,
  foreignSigner,
  hashIdentifier,
  id,
  indefinite,
  nothing,
  sequence,
} from './foreign-signer.ts';
import { signedAt } from './signed-sample.ts';

let layout: HostileSigner;
let rsa: ForeignSigner;
let p256: ForeignSigner;
beforeAll(async () => {
  layout = await hostileSigner();
  rsa = await foreignSigner(rsa2048);
  p256 = await foreignSigner(algorithms['ECDSA P-256'] as Algorithm);
});

async function judged(signer: ForeignSigner, options: CmsOptions = {}, asWritten = (cms: Uint8Array) => cms) {
  const file = foreignFile(layout, signer, (digest) => asWritten(foreignCms(signer, digest, options)));
  const report = await verifyPdf(file, { trust: signer.trust, at: signedAt });
  const findings = [report, ...report.signatures].flatMap((part) => part.findings);
  // Their issuers are made here and publish no revocation data: that nobody knows is right, and no fault of the form.
  const codes = findings.map(({ code }) => code).filter((code) => code !== 'revocation-unknown');
  return { verdict: report.verdict, integrity: report.integrity, codes };
}

const good = { verdict: 'cannot-tell', integrity: 'intact', codes: [] };

describe('good', () => {
  it.each(Object.keys(algorithms))('%s', async (what) => {
    const signer = await foreignSigner(algorithms[what] as Algorithm);
    expect(await judged(signer)).toEqual(good);
  });

  it('RSA named without its hash', async () => {
    expect(await judged(rsa, { identifier: pkcs1(1) })).toEqual(good);
  });

  it('the certificate named by its key', async () => {
    expect(await judged(rsa, { byKeyId: true })).toEqual(good);
  });

  it.each([1, 2, 3, 4])('BER with indefinite lengths down to level %i', async (depth) => {
    const result = await judged(rsa, {}, (cms) => indefinite(cms, depth));
    expect(result).toEqual({ ...good, codes: ['container-not-der'] });
  });

  it('an old signature with its time and a chain of three, as issuers here make them', async () => {
    const cms = (digest: Uint8Array) => foreignCms(rsa, digest, { signingTime: true });
    const file = foreignFile(layout, rsa, cms, 'adbe.pkcs7.detached');

    const trusted = await verifyPdf(file, { trust: rsa.trust, at: signedAt });
    const unknown = await verifyPdf(file, { trust: await trustForAll([]), at: signedAt });

    expect(trusted).toMatchObject({ integrity: 'intact', subIndication: 'TRY_LATER' });
    expect(unknown).toMatchObject({ verdict: 'cannot-tell', integrity: 'intact' });
    expect(verdictSentence(unknown)).toContain('Isi dokumen utuh');
    const changed = Uint8Array.from(file);
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect((await verifyPdf(changed, { trust: rsa.trust, at: signedAt })).integrity).toBe('altered');
  });
});

describe('weak or contradictory', () => {
  it.each<['md5' | 'sha1', number, string]>([
    ['md5', 4, '1.2.840.113549.2.5'],
    ['sha1', 5, '1.3.14.3.2.26'],
  ])('%s is not relied on', async (hash, arc, oid) => {
    const weak = { ...rsa, algorithm: { ...rsa.algorithm, hash, identifier: pkcs1(arc) } };
    const result = await judged(weak);
    expect(result).toMatchObject({ verdict: 'cannot-tell', integrity: 'unknown' });
    expect(result.codes).toContain('algorithm-not-accepted');
    expect(derObjectIdentifier(oid)).toBeInstanceOf(Uint8Array);
  });

  it('a digest of one hash, a signature of another', async () => {
    const result = await judged(rsa, { identifier: pkcs1(13) });
    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('cms-algorithm-mismatch');
  });

  it('a digest algorithm which is not the one used', async () => {
    const result = await judged(rsa, { digestIdentifier: hashIdentifier('sha512') });
    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('digest-mismatch');
  });

  it('an algorithm of another kind of key', async () => {
    expect((await judged(rsa, { identifier: ecdsa(2) })).integrity).not.toBe('intact');
    expect((await judged(p256, { identifier: pkcs1(11) })).integrity).not.toBe('intact');
  });

  it('two signers in one container', async () => {
    const result = await judged(rsa, { signers: 2 });
    expect(result).toMatchObject({ verdict: 'not-valid', codes: ['cms-signer-count'] });
  });

  it('no signer at all', async () => {
    expect(await judged(rsa, { signers: 0 })).toMatchObject({ verdict: 'not-valid' });
  });

  it('a set out of DER order: some sign what stands there, others what should stand there', async () => {
    const order = (all: readonly Uint8Array[]) =>
      der(tags.set, ...[...all].sort((a, b) => Buffer.compare(b, a)));
    expect(await judged(rsa, { order })).toMatchObject({ verdict: 'not-valid', codes: ['cms-malformed'] });
    expect(await judged(rsa, { order: derSetOf })).toMatchObject(good);
  });

  const digestInfo = (set: Uint8Array) =>
    sequence(
      sequence(id('2.16.840.1.101.3.4.2.1'), nothing),
      der(tags.octetString, createHash('sha256').update(set).digest()),
    );
  const padded = (block: Buffer) =>
    new Uint8Array(privateEncrypt({ key: rsa.privateKey, padding: constants.RSA_NO_PADDING }, block));
  const block = (filling: number, info: Uint8Array, after = 0) => {
    const head = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(filling, 0xff), Buffer.from([0]), info]);
    return Buffer.concat([head, Buffer.alloc(after, 0x41)]);
  };

  it('PKCS#1 v1.5 padding by hand is the plain case', async () => {
    const value = (set: Uint8Array) => padded(block(256 - 3 - digestInfo(set).length, digestInfo(set)));
    expect(await judged(rsa, { value })).toEqual(good);
  });

  it.each<[string, (set: Uint8Array) => Buffer]>([
    ['data after the digest', (set) => block(8, digestInfo(set), 256 - 11 - digestInfo(set).length)],
    [
      'another block type',
      (set) => {
        const whole = block(256 - 3 - digestInfo(set).length, digestInfo(set));
        whole[1] = 2;
        return whole;
      },
    ],
    [
      'padding which is not all ones',
      (set) => {
        const whole = block(256 - 3 - digestInfo(set).length, digestInfo(set));
        whole[20] = 0xfe;
        return whole;
      },
    ],
    [
      'rubbish in the parameters',
      (set) => {
        const info = sequence(
          sequence(id('2.16.840.1.101.3.4.2.1'), der(tags.octetString, new Uint8Array(40))),
          der(tags.octetString, createHash('sha256').update(set).digest()),
        );
        return block(256 - 3 - info.length, info);
      },
    ],
  ])('PKCS#1 v1.5 with %s', async (_what, write) => {
    const result = await judged(rsa, { value: (set) => padded(write(set)) });
    expect(result.verdict).toBe('not-valid');
    expect(result.codes).toContain('signature-wrong');
  });

  it.each<[string, (cms: Uint8Array) => Uint8Array]>([
    ['its end cut off', (cms) => indefinite(cms, 2).slice(0, -40)],
    ['a length beyond the value', (cms) => Uint8Array.from(cms, (byte, at) => (at === 3 ? byte + 9 : byte))],
    ['nothing but openings', () => new Uint8Array(4000).map((_zero, at) => (at % 2 ? 0x80 : 0x30))],
  ])('BER with %s', async (_what, write) => {
    expect(await judged(rsa, {}, write)).toMatchObject({ verdict: 'not-valid' });
  });
});
