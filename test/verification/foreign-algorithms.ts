import { constants } from 'node:crypto';
import { der } from '../../core/pki/der.ts';
import {
  type Algorithm,
  ecKeys,
  edKeys,
  hashIdentifier,
  id,
  integer,
  nothing,
  rsaKeys,
  sequence,
} from './foreign-signer.ts';

export const pssParameters = sequence(
  der(0xa0, hashIdentifier('sha256')),
  der(0xa1, sequence(id('1.2.840.113549.1.1.8'), hashIdentifier('sha256'))),
  der(0xa2, integer(32)),
);
export const pkcs1 = (arc: number) => sequence(id(`1.2.840.113549.1.1.${arc}`), nothing);
export const ecdsa = (arc: number) => sequence(id(`1.2.840.10045.4.3.${arc}`));
export const rsa2048: Algorithm = { hash: 'sha256', identifier: pkcs1(11), keys: rsaKeys(2048) };
/** What other makers sign with. */
export const algorithms: Record<string, Algorithm> = {
  'RSA-2048': rsa2048,
  'RSA-3072 with SHA-512': { hash: 'sha512', identifier: pkcs1(13), keys: rsaKeys(3072) },
  'RSA-PSS': {
    hash: 'sha256',
    identifier: sequence(id('1.2.840.113549.1.1.10'), pssParameters),
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
    keys: rsaKeys(2048),
  },
  'ECDSA P-256': { hash: 'sha256', identifier: ecdsa(2), keys: ecKeys('P-256') },
  'ECDSA P-384': { hash: 'sha384', identifier: ecdsa(3), keys: ecKeys('P-384') },
  'ECDSA P-521': { hash: 'sha512', identifier: ecdsa(4), keys: ecKeys('P-521') },
  Ed25519: { hash: 'sha512', identifier: sequence(id('1.3.101.112')), keys: edKeys },
};
