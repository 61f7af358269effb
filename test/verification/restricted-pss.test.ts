import { constants } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { der, tags } from '../../core/pki/der.ts';
import { readWholeDer } from '../../core/pki/reading/der-node.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { type HostileSigner, hostileSigner } from './attacks/hostile-signer.ts';
import { pkcs1 } from './foreign-algorithms.ts';
import {
  type Algorithm,
  foreignCms,
  foreignFile,
  foreignSigner,
  hashIdentifier,
  id,
  integer,
  rsaKeys,
  sequence,
} from './foreign-signer.ts';
import { signedAt } from './signed-sample.ts';

/** Keys for RSA-PSS alone, and what they demand of a signature (RFC 4055 §1.2, §3.1 and §3.3). */
let layout: HostileSigner;
beforeAll(async () => {
  layout = await hostileSigner();
});

const pss = '1.2.840.113549.1.1.10';
type Hash = 'sha256' | 'sha384' | 'sha1';
const parameters = (hash: Hash, mask: Hash, ...rest: readonly Uint8Array[]) =>
  sequence(
    der(0xa0, hashIdentifier(hash)),
    der(0xa1, sequence(id('1.2.840.113549.1.1.8'), hashIdentifier(mask))),
    ...rest,
  );
const salt = (length: number) =>
  der(0xa2, length < 128 ? integer(length) : der(0x02, Uint8Array.of(0, length)));
const plain = parameters('sha256', 'sha256', salt(32));

/** The key as a certificate writes it: for PSS, with these parameters. */
const restricted =
  (...demanded: readonly Uint8Array[]) =>
  (spki: Uint8Array) =>
    sequence(sequence(id(pss), ...demanded), readWholeDer(spki).children[1]?.raw ?? der(tags.bitString));

/** Made once, since making them is all that takes time here. */
const pairs = Array.from({ length: 3 }, rsaKeys(2048));
let next = 0;

const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
const algorithm = (keyInfo: Algorithm['keyInfo'], change: Partial<Algorithm> = {}): Algorithm => ({
  hash: 'sha256',
  identifier: sequence(id(pss), plain),
  options,
  keys: () => pairs[next++ % pairs.length] ?? rsaKeys(2048)(),
  ...(keyInfo ? { keyInfo } : {}),
  ...change,
});

async function judged(signedWith: Algorithm, identifier?: Uint8Array) {
  const signer = await foreignSigner(signedWith);
  const cms = (digest: Uint8Array) => foreignCms(signer, digest, identifier ? { identifier } : {});
  const report = await verifyPdf(foreignFile(layout, signer, cms), { trust: signer.trust, at: signedAt });
  const codes = [report, ...report.signatures].flatMap((part) => part.findings.map(({ code }) => code));
  return {
    verdict: report.verdict,
    integrity: report.integrity,
    codes: codes.filter((code) => code !== 'revocation-unknown'),
  };
}

const good = { verdict: 'cannot-tell', integrity: 'intact', codes: [] };

describe('good', () => {
  it.each<[string, readonly Uint8Array[]]>([
    ['which demands nothing', []],
    ['which demands just this', [plain]],
    ['which demands a shorter salt', [parameters('sha256', 'sha256', salt(20))]],
    ['which leaves the salt to its default of 20', [parameters('sha256', 'sha256')]],
  ])('a key %s', async (_what, demanded) => {
    expect(await judged(algorithm(restricted(...demanded)))).toEqual(good);
  });
});

describe('not relied on', () => {
  it.each<[string, readonly Uint8Array[]]>([
    ['another hash', [parameters('sha384', 'sha384', salt(32))]],
    ['another mask', [parameters('sha256', 'sha384', salt(32))]],
    ['a longer salt', [parameters('sha256', 'sha256', salt(64))]],
    ['the defaults, which mean SHA-1', [sequence()]],
    ['another trailer', [parameters('sha256', 'sha256', salt(32), der(0xa3, integer(2)))]],
    ['what is no sequence', [integer(1)]],
  ])('a key which demands %s', async (_what, demanded) => {
    const result = await judged(algorithm(restricted(...demanded)));
    expect(result.verdict).not.toBe('valid');
    expect(result.integrity).toBe('unknown');
    expect(result.codes).toContain('algorithm-not-accepted');
  });

  it('a key for PSS under a signature of PKCS#1 v1.5', async () => {
    const result = await judged(algorithm(restricted(), { identifier: pkcs1(11), options: {} }));
    expect(result).toMatchObject({ verdict: 'cannot-tell', integrity: 'unknown' });
    expect(result.codes).toContain('algorithm-not-accepted');
  });

  it.each<[string, Uint8Array, string]>([
    ['no parameters', sequence(id(pss)), 'algorithm-not-accepted'],
    ['another mask', sequence(id(pss), parameters('sha256', 'sha384', salt(32))), 'algorithm-not-accepted'],
    ['SHA-1', sequence(id(pss), parameters('sha1', 'sha1', salt(20))), 'algorithm-not-accepted'],
    [
      'another salt than was used',
      sequence(id(pss), parameters('sha256', 'sha256', salt(20))),
      'signature-wrong',
    ],
    [
      'a salt no key has room for',
      sequence(id(pss), parameters('sha256', 'sha256', salt(127))),
      'signature-wrong',
    ],
    [
      'a salt longer than is read',
      sequence(id(pss), parameters('sha256', 'sha256', salt(250))),
      'algorithm-not-accepted',
    ],
    [
      'another hash than the digest',
      sequence(id(pss), parameters('sha384', 'sha384', salt(32))),
      'cms-algorithm-mismatch',
    ],
  ])('a signature which names %s', async (_what, identifier, code) => {
    const result = await judged(algorithm(undefined), identifier);
    expect(result.verdict).not.toBe('valid');
    expect(result.integrity).not.toBe('intact');
    expect(result.codes).toContain(code);
    expect(result.codes).not.toContain('internal-error');
  });
});
