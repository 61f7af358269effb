import { hash as oneShot, verify } from 'node:crypto';
import { id_ecdsaWithSHA256, id_ecdsaWithSHA384 } from '@peculiar/asn1-ecc';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { KeyVault } from '../ports/key-vault.ts';
import { openPublicKey } from './public-key.ts';
import { hashName, type SigningAlgorithm } from './signing-algorithm.ts';

/** Whoever can make a signature; where the key lives is its own affair. */
export type MessageSigner = {
  readonly algorithm: SigningAlgorithm;
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** Hashes `message` as `hashName` says; answers a DER ECDSA-Sig-Value, or a PKCS #1 v1.5 signature for RSA. */
  sign(message: Uint8Array): Promise<Uint8Array>;
};

const sha256WithRsaEncryption = '1.2.840.113549.1.1.11';

/** ECDSA has no parameters at all (RFC 5758 §3.2); RSA has NULL (RFC 5754 §3.2, RFC 4055 §5). */
export function signatureAlgorithm(algorithm: SigningAlgorithm): AlgorithmIdentifier {
  if (algorithm === 'ecdsa-p256') return new AlgorithmIdentifier({ algorithm: id_ecdsaWithSHA256 });
  if (algorithm === 'ecdsa-p384') return new AlgorithmIdentifier({ algorithm: id_ecdsaWithSHA384 });
  return new AlgorithmIdentifier({ algorithm: sha256WithRsaEncryption, parameters: null });
}

export function digest(hash: 'sha256' | 'sha384', bytes: Uint8Array): Uint8Array {
  return new Uint8Array(oneShot(hash, bytes, 'buffer'));
}

/** False where the key is not one of that algorithm, too: what is written beside the signature must be true. */
export function signatureIsValid(
  algorithm: SigningAlgorithm,
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { key, algorithm: own } = openPublicKey(publicKey);
  return own === algorithm && verify(hashName(algorithm), message, key, signature);
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
