import { createCipheriv, createDecipheriv, createECDH, createPublicKey, randomBytes } from 'node:crypto';
import { der, tags } from '../../core/pki/der.ts';
import type { KeyVault, VaultKey, VaultKeyAlgorithm, WrapContext } from '../../core/ports/key-vault.ts';
import { UnwrapRefused } from '../../core/ports/storage-errors.ts';

/** The orders of P-256 and P-384 (SP 800-186 §3.2.1). */
const curves = {
  'ecdsa-p256': {
    ecdh: 'prime256v1',
    jwk: 'P-256',
    size: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  'ecdsa-p384': {
    ecdh: 'secp384r1',
    jwk: 'P-384',
    size: 48,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
} as const;

/** A vault of one process, for tests of what stands on the port. Its own contract is tested with the adapters. */
export function memoryVault(
  algorithmOf: (purpose: string) => VaultKeyAlgorithm = () => 'ecdsa-p384',
): KeyVault {
  const keys = new Map<string, { key: VaultKey; secret: Buffer }>();
  const wrapping = randomBytes(32);
  return {
    key: async (purpose) => {
      const present = keys.get(purpose);
      if (present !== undefined) return present.key;
      const algorithm = algorithmOf(purpose);
      const ecdh = createECDH(curves[algorithm].ecdh);
      ecdh.generateKeys();
      const key = { id: purpose, algorithm, publicKey: spki(algorithm, ecdh.getPublicKey()) };
      keys.set(purpose, { key, secret: ecdh.getPrivateKey() });
      return key;
    },
    sign: async (id, digest) => {
      const held = keys.get(id);
      if (held === undefined) throw new Error(`no key ${id}`);
      return ecdsa(held.key.algorithm, held.secret, digest);
    },
    wrap: async (secret, context) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(associated(context));
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap: async (wrapped, context) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(0, 12));
        decipher.setAAD(associated(context)).setAuthTag(wrapped.subarray(-16));
        return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
      } catch (cause) {
        throw new UnwrapRefused('bytes or context are not what was wrapped', { cause });
      }
    },
  };
}

/** Node signs messages, never digests; the port signs digests as KMS does. So the arithmetic stands here. */
function ecdsa(algorithm: VaultKeyAlgorithm, secret: Buffer, digest: Uint8Array): Uint8Array {
  const { ecdh, size, order } = curves[algorithm];
  for (;;) {
    const nonce = randomBytes(size);
    const k = toBigInt(nonce);
    if (k === 0n || k >= order) continue;
    const point = createECDH(ecdh);
    point.setPrivateKey(nonce);
    const r = toBigInt(point.getPublicKey().subarray(1, 1 + size)) % order;
    const s = (power(k, order - 2n, order) * (toBigInt(digest) + r * toBigInt(secret))) % order;
    if (r !== 0n && s !== 0n) return der(tags.sequence, integer(r), integer(s));
  }
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function integer(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return der(tags.integer, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]));
}

function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function associated(context: WrapContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort()));
}

function spki(algorithm: VaultKeyAlgorithm, point: Buffer): Uint8Array {
  const { jwk: crv, size } = curves[algorithm];
  const x = point.subarray(1, 1 + size).toString('base64url');
  const y = point.subarray(1 + size).toString('base64url');
  const key = createPublicKey({ key: { kty: 'EC', crv, x, y }, format: 'jwk' });
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }));
}
