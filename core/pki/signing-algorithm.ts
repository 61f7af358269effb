import { createPublicKey, type KeyObject } from 'node:crypto';
import type { VaultKeyAlgorithm } from '../ports/key-vault.ts';

/** How a key signs. RSA of any size from 2048 bits is PKCS #1 v1.5 with SHA-256; the number is the modulus's bits. */
export type SigningAlgorithm = VaultKeyAlgorithm | `rsa-${number}`;

/** The key is of a kind or size nobody should sign with; its owner needs another. */
export class KeyNotAccepted extends Error {
  override readonly name = 'KeyNotAccepted';
}

/** ETSI TS 119 312 §8: shorter RSA keys are not relied on. */
const leastRsaBits = 2048;

const curves: { readonly [namedCurve: string]: SigningAlgorithm } = {
  prime256v1: 'ecdsa-p256',
  secp384r1: 'ecdsa-p384',
};

/**
 * From the key itself, not from what is said about it. Throws KeyNotAccepted.
 * @param publicKey DER SubjectPublicKeyInfo
 */
export function signingAlgorithm(publicKey: Uint8Array): SigningAlgorithm {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new KeyNotAccepted('expected a DER SubjectPublicKeyInfo', { cause });
  }
  return algorithmOfKey(key);
}

/** The same for a key which is open already. */
export function algorithmOfKey(key: KeyObject): SigningAlgorithm {
  const { namedCurve = '', modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  const known = key.asymmetricKeyType === 'ec' ? curves[namedCurve] : undefined;
  if (known !== undefined) return known;
  // `rsa-pss` is a type of its own: such a key may not sign PKCS #1 v1.5 (RFC 4055 §1.2).
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= leastRsaBits) return `rsa-${modulusLength}`;
  const got = `${key.asymmetricKeyType} ${namedCurve || `${modulusLength} bits`}`;
  throw new KeyNotAccepted(`expected P-256, P-384, or RSA of ${leastRsaBits} bits or more, got ${got}`);
}

/** FIPS 186-5: the hash that belongs to each curve; SHA-256 for RSA. */
export function hashName(algorithm: SigningAlgorithm): 'sha256' | 'sha384' {
  return algorithm === 'ecdsa-p384' ? 'sha384' : 'sha256';
}
