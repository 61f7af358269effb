import { createECDH, createHmac, randomBytes } from 'node:crypto';
import type { VaultKeyAlgorithm } from '../../core/ports/key-vault.ts';

/*
 * ECDSA over a digest somebody else computed (FIPS 186-5 §6.4.1). Node 24 only signs messages it hashes itself,
 * and `crypto.sign(null, …)` hashes once more with an EC key. The secret point multiplication is OpenSSL's
 * (through ECDH, constant time); the nonce is RFC 6979's, so that no weak source of randomness can leak the key;
 * what is left is arithmetic modulo the order, blinded because BigInt is not constant time.
 */

type Curve = { readonly name: string; readonly hash: string; readonly order: bigint; readonly bytes: number };

const curves: Record<VaultKeyAlgorithm, Curve> = {
  'ecdsa-p256': {
    name: 'prime256v1',
    hash: 'sha256',
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    bytes: 32,
  },
  'ecdsa-p384': {
    name: 'secp384r1',
    hash: 'sha384',
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    bytes: 48,
  },
};

/** `scalar` and `digest` have the curve's length. Answers a DER ECDSA-Sig-Value (RFC 3279 §2.2.3). */
export function signDigest(algorithm: VaultKeyAlgorithm, scalar: Uint8Array, digest: Uint8Array): Uint8Array {
  const curve = curves[algorithm];
  const n = curve.order;
  const d = toInteger(scalar);
  const z = toInteger(digest) % n;
  for (const k of nonces(curve, d, z)) {
    const r = abscissa(curve, k) % n;
    const blind = 1n + (toInteger(randomBytes(curve.bytes + 8)) % (n - 1n));
    const sum = (((z * blind) % n) + ((((d * blind) % n) * r) % n)) % n;
    const s = (invert((k * blind) % n, n) * sum) % n;
    if (r !== 0n && s !== 0n) return derSequence(r, s);
  }
  throw new Error('unreachable: the nonces do not end');
}

/** RFC 6979 §3.2; digest and order have the same length here, so bits2int and int2octets are plain conversions. */
function* nonces(curve: Curve, d: bigint, z: bigint): Generator<bigint> {
  const hmac = (key: Uint8Array, ...data: Uint8Array[]) => {
    const mac = createHmac(curve.hash, key);
    for (const part of data) mac.update(part);
    return mac.digest();
  };
  const seed = [toBytes(d, curve.bytes), toBytes(z, curve.bytes)];
  let v: Uint8Array = new Uint8Array(curve.bytes).fill(1);
  let key: Uint8Array = new Uint8Array(curve.bytes);
  key = hmac(key, v, Uint8Array.of(0), ...seed);
  v = hmac(key, v);
  key = hmac(key, v, Uint8Array.of(1), ...seed);
  v = hmac(key, v);
  for (;;) {
    v = hmac(key, v);
    const k = toInteger(v);
    if (k >= 1n && k < curve.order) yield k;
    key = hmac(key, v, Uint8Array.of(0));
    v = hmac(key, v);
  }
}

function abscissa(curve: Curve, k: bigint): bigint {
  const ecdh = createECDH(curve.name);
  ecdh.setPrivateKey(toBytes(k, curve.bytes));
  return toInteger(ecdh.getPublicKey().subarray(1, 1 + curve.bytes));
}

/** Extended Euclid; `value` is blinded and coprime to the prime `modulus`. */
function invert(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

function derSequence(...integers: bigint[]): Uint8Array {
  const content = integers.flatMap((value) => {
    const digits = value.toString(16);
    const bytes = [...Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')];
    // DER integers are signed: a leading bit of 1 would make it negative.
    if ((bytes[0] ?? 0) >= 0x80) bytes.unshift(0);
    return [0x02, bytes.length, ...bytes];
  });
  // Two integers of at most 49 bytes: always the short form of the length.
  return Uint8Array.of(0x30, content.length, ...content);
}

function toInteger(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint, length: number): Uint8Array {
  return Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');
}
