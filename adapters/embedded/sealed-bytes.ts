import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Format 1: `01 ‖ nonce (12) ‖ ciphertext ‖ tag (16)`, AES-256-GCM (NIST SP 800-38D), a random nonce each time. */
const FORMAT = 1;

/** Throws when `bytes` were not sealed with this key over this `context`. */
export function unseal(key: Uint8Array, bytes: Uint8Array, context: string): Uint8Array {
  if (bytes.length < 1 + NONCE + TAG || bytes[0] !== FORMAT) throw new Error('not sealed bytes of format 1');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-TAG));
  const plain = decipher.update(bytes.subarray(1 + NONCE, -TAG));
  return new Uint8Array(Buffer.concat([plain, decipher.final()]));
}

export function seal(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(context));
  const sealed = [Uint8Array.of(FORMAT), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()];
  return new Uint8Array(Buffer.concat(sealed));
}

/** One key for each use, so that what was sealed for one use never opens in another (RFC 5869). */
export function deriveKey(master: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), `ikrar ${use}`, 32));
}
