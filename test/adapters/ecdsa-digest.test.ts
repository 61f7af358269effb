import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { signDigest } from '../../adapters/embedded/ecdsa-digest.ts';

// RFC 6979 A.2.5 (P-256 with SHA-256) and A.2.6 (P-384 with SHA-384), messages "sample" and "test".
const p256 = 'C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721';
const p384 =
  '6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5';
const vectors = [
  {
    algorithm: 'ecdsa-p256',
    hash: 'sha256',
    key: p256,
    message: 'sample',
    r: 'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
    s: 'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
  },
  {
    algorithm: 'ecdsa-p256',
    hash: 'sha256',
    key: p256,
    message: 'test',
    r: 'F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367',
    s: '019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083',
  },
  {
    algorithm: 'ecdsa-p384',
    hash: 'sha384',
    key: p384,
    message: 'sample',
    r: '94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46',
    s: '99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8',
  },
  {
    algorithm: 'ecdsa-p384',
    hash: 'sha384',
    key: p384,
    message: 'test',
    r: '8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB0542A7F0812998DA8F1DD3CA3CF023DB',
    s: 'DDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E06A739F040649A667BF3B828246BAA5A5',
  },
] as const;

it.each(vectors)(
  'signs "$message" with $algorithm as RFC 6979 prints it',
  ({ algorithm, hash, key, message, r, s }) => {
    const digest = createHash(hash).update(message).digest();
    const signature = signDigest(algorithm, Buffer.from(key, 'hex'), digest);
    expect(Buffer.from(signature).toString('hex')).toBe(der(r, s));
  },
);

it.each([
  { algorithm: 'ecdsa-p256', hash: 'sha256', namedCurve: 'P-256' },
  { algorithm: 'ecdsa-p384', hash: 'sha384', namedCurve: 'P-384' },
] as const)('makes $algorithm signatures OpenSSL accepts', ({ algorithm, hash, namedCurve }) => {
  for (let n = 0; n < 60; n += 1) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    const scalar = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
    const message = Buffer.from(`pesan ${n}`);
    const signature = signDigest(algorithm, scalar, createHash(hash).update(message).digest());
    expect(verify(hash, message, publicKey, signature)).toBe(true);
  }
});

function der(...integers: string[]): string {
  const content = integers.map((hex) => {
    const minimal = hex.replace(/^(00)+/, '');
    const signed = Number.parseInt(minimal.slice(0, 2), 16) >= 0x80 ? `00${minimal}` : minimal;
    return `02${(signed.length / 2).toString(16).padStart(2, '0')}${signed}`;
  });
  const joined = content.join('').toLowerCase();
  return `30${(joined.length / 2).toString(16)}${joined}`;
}
