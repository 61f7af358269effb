import { latin1 } from '../../pades/reader/characters.ts';
import { webBytes } from './bytes.ts';
import { PkiMalformed } from './pki-malformed.ts';

/** What `importKey` wants to know of an algorithm. */
export type KeyAlgorithm = {
  readonly name: string;
  readonly hash?: string;
  readonly namedCurve?: string;
};

/** Importing costs half of what a P-256 check does; the same few signers and authorities come again. */
const most = 64;
const imported = new Map<string, CryptoKey>();

/**
 * The key for checking signatures. One which is known is there at once, so that its check begins before anything else runs.
 * @param publicKeyInfo DER SubjectPublicKeyInfo
 * @throws PkiMalformed `unsupported`
 */
export function importedKey(
  algorithm: KeyAlgorithm,
  publicKeyInfo: Uint8Array,
): CryptoKey | Promise<CryptoKey> {
  const { name, hash = '', namedCurve = '' } = algorithm;
  const id = `${name} ${name === 'ECDSA' ? '' : hash} ${namedCurve} ${latin1(publicKeyInfo)}`;
  return imported.get(id) ?? importKey(algorithm, publicKeyInfo, id);
}

async function importKey(algorithm: KeyAlgorithm, publicKeyInfo: Uint8Array, id: string): Promise<CryptoKey> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('spki', webBytes(publicKeyInfo), algorithm, false, ['verify']);
  } catch (cause) {
    throw new PkiMalformed('unsupported', `the key cannot be used for ${algorithm.name}`, { cause });
  }
  for (const oldest of imported.keys()) {
    if (imported.size < most) break;
    imported.delete(oldest);
  }
  imported.set(id, key);
  return key;
}
