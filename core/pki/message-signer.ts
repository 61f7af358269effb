import { createHash, createPublicKey, verify } from 'node:crypto';
import { id_ecdsaWithSHA256, id_ecdsaWithSHA384 } from '@peculiar/asn1-ecc';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { KeyVault, VaultKeyAlgorithm } from '../ports/key-vault.ts';

/** Whoever can make an ECDSA signature; where the key lives is its own affair. */
export type MessageSigner = {
  readonly algorithm: VaultKeyAlgorithm;
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** Hashes `message` (SHA-256 for P-256, SHA-384 for P-384) and answers a DER ECDSA-Sig-Value. */
  sign(message: Uint8Array): Promise<Uint8Array>;
};

const algorithms = {
  'ecdsa-p256': { hash: 'sha256', oid: id_ecdsaWithSHA256 },
  'ecdsa-p384': { hash: 'sha384', oid: id_ecdsaWithSHA384 },
} as const;

export function hashName(algorithm: VaultKeyAlgorithm): 'sha256' | 'sha384' {
  return algorithms[algorithm].hash;
}

/** RFC 5758 §3.2: the parameters are absent, not NULL. */
export function signatureAlgorithm(algorithm: VaultKeyAlgorithm): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithm: algorithms[algorithm].oid });
}

export function digest(hash: 'sha256' | 'sha384', bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(hash).update(bytes).digest());
}

export function signatureIsValid(
  algorithm: VaultKeyAlgorithm,
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  return verify(hashName(algorithm), message, key, signature);
}

/** The vault's key of that purpose; its signatures are checked before they are used. */
export async function vaultSigner(vault: KeyVault, purpose: string): Promise<MessageSigner> {
  const key = await vault.key(purpose);
  return {
    algorithm: key.algorithm,
    publicKey: key.publicKey,
    sign: (message) => vault.sign(key.id, message),
  };
}

/** The signer answered with something its own public key refuses. Nothing made with it leaves the room. */
export class SignatureRefused extends Error {
  override readonly name = 'SignatureRefused';
}

/** Signs and verifies; throws SignatureRefused rather than hand out a signature nobody could check. */
export async function signChecked(signer: MessageSigner, message: Uint8Array): Promise<Uint8Array> {
  const signature = await signer.sign(message);
  if (!signatureIsValid(signer.algorithm, signer.publicKey, message, signature)) {
    throw new SignatureRefused(`expected a ${signer.algorithm} signature under the signer's own public key`);
  }
  return signature;
}
