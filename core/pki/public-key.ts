import { createPublicKey, type KeyObject } from 'node:crypto';
import { algorithmOfKey, KeyNotAccepted, type SigningAlgorithm } from './signing-algorithm.ts';

export type PublicKey = { readonly key: KeyObject; readonly algorithm: SigningAlgorithm };

/** Opening a key costs half of what checking a signature does; the same few signers and authorities come again. */
const kept = 64;
const opened = new Map<string, PublicKey>();

/**
 * A key which may sign. Throws KeyNotAccepted.
 * @param publicKey DER SubjectPublicKeyInfo
 */
export function openPublicKey(publicKey: Uint8Array): PublicKey {
  const encoded = Buffer.from(publicKey).toString('latin1');
  const known = opened.get(encoded) ?? open(publicKey);
  opened.delete(encoded);
  opened.set(encoded, known);
  for (const oldest of opened.keys()) {
    if (opened.size <= kept) break;
    opened.delete(oldest);
  }
  return known;
}

function open(publicKey: Uint8Array): PublicKey {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new KeyNotAccepted('expected a DER SubjectPublicKeyInfo', { cause });
  }
  return { key, algorithm: algorithmOfKey(key) };
}
