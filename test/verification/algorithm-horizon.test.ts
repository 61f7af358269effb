import { constants, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { der } from '../../core/pki/der.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { algorithmRule } from '../../core/verification/algorithm-rule.ts';
import { rsaHorizon } from '../../core/verification/policy.ts';
import { foreignSigner, hashIdentifier, id, integer, nothing, rsaKeys, sequence } from './foreign-signer.ts';

const pss = sequence(
  id('1.2.840.113549.1.1.10'),
  sequence(
    der(0xa0, hashIdentifier('sha256')),
    der(0xa1, sequence(id('1.2.840.113549.1.1.8'), hashIdentifier('sha256'))),
    der(0xa2, integer(32)),
  ),
);
const pkcs1 = sequence(id('1.2.840.113549.1.1.11'), nothing);
const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
const before = new Date(rsaHorizon.until.getTime() - 1);

it.each([
  ['an RSA key', { hash: 'sha256', identifier: pkcs1, keys: rsaKeys(2048) }],
  [
    'a key for RSA-PSS alone',
    {
      hash: 'sha256',
      identifier: pss,
      options,
      keys: () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
    },
  ],
] as const)('%s of 2048 bits is relied on until the horizon, not from then on', async (_what, algorithm) => {
  const { chain } = await foreignSigner(algorithm);
  const certificates = chain.map((one) => readCertificate(one));
  expect(algorithmRule(certificates, before)).toEqual([]);
  // The signer and the issuer; the root is relied on as it is.
  expect(algorithmRule(certificates, rsaHorizon.until).map(({ code }) => code)).toEqual([
    'algorithm-outdated',
    'algorithm-outdated',
  ]);
});

it('a key whose numbers cannot be read is told, and not relied on', async () => {
  const { chain } = await foreignSigner({ hash: 'sha256', identifier: pkcs1, keys: rsaKeys(2048) });
  const broken = chain.map((one) => {
    const bytes = Uint8Array.from(one);
    bytes[Buffer.from(bytes).indexOf(Buffer.from([0x02, 0x82, 0x01, 0x01, 0x00]))] = 0x04;
    return readCertificate(bytes);
  });
  expect(algorithmRule(broken, before).map(({ code }) => code)).toEqual([
    'algorithm-not-accepted',
    'algorithm-not-accepted',
  ]);
});
