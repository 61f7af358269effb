import { concatenate, hex, webBytes } from './bytes.ts';
import { child, type DerNode, readWholeDer } from './der-node.ts';
import { importedKey, type KeyAlgorithm } from './imported-key.ts';
import { algorithmOf } from './object-identifier.ts';
import { PkiMalformed } from './pki-malformed.ts';
import { type SignatureScheme, signatureScheme } from './signature-scheme.ts';

const curves = new Map([
  ['06082a8648ce3d030107', { name: 'P-256', bytes: 32 }],
  ['06052b81040022', { name: 'P-384', bytes: 48 }],
  ['06052b81040023', { name: 'P-521', bytes: 66 }],
]);

const rsaEncryption = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';
/** AlgorithmIdentifier { rsaEncryption, NULL }. */
const rsaAlgorithm = Uint8Array.of(48, 13, 6, 9, 42, 134, 72, 134, 247, 13, 1, 1, 1, 5, 0);

/** ETSI TS 119 312: shorter RSA keys are not relied on. */
const leastRsaBits = 2048;

/**
 * Whether the signature over `data` is the key's. Wrong keys and malformed values give false or
 * `PkiMalformed`, never true.
 * @param publicKeyInfo DER SubjectPublicKeyInfo
 */
export async function signatureIsGood(
  scheme: SignatureScheme,
  publicKeyInfo: Uint8Array,
  signature: Uint8Array,
  data: Uint8Array,
): Promise<boolean> {
  const key = readWholeDer(publicKeyInfo);
  switch (scheme.kind) {
    case 'rsa-pkcs1':
      return check({ name: 'RSASSA-PKCS1-v1_5', hash: scheme.hash }, rsa(key, scheme), signature, data);
    case 'rsa-pss': {
      const parameters = { name: 'RSA-PSS', hash: scheme.hash, saltLength: scheme.saltLength };
      return check(parameters, rsa(key, scheme), signature, data);
    }
    case 'ecdsa': {
      const curve = curveOf(key);
      const parameters = { name: 'ECDSA', hash: scheme.hash, namedCurve: curve.name };
      return check(parameters, publicKeyInfo, p1363(signature, curve.bytes), data);
    }
    case 'ed25519':
      return check({ name: 'Ed25519' }, publicKeyInfo, signature, data);
  }
}

async function check(
  algorithm: KeyAlgorithm & { readonly saltLength?: number },
  publicKeyInfo: Uint8Array,
  signature: Uint8Array,
  data: Uint8Array,
): Promise<boolean> {
  const known = importedKey(algorithm, publicKeyInfo);
  const key = known instanceof Promise ? await known : known;
  return crypto.subtle.verify(algorithm, key, webBytes(signature), webBytes(data));
}

function rsa(key: DerNode, scheme: SignatureScheme): Uint8Array {
  const algorithm = algorithmOf(key.children[0]);
  if (algorithm !== rsaEncryption && !(algorithm === rsaPss && scheme.kind === 'rsa-pss')) {
    throw new PkiMalformed('unsupported', 'the key is not an RSA key');
  }
  const numbers = readWholeDer(bits(key));
  const modulus = child(numbers, 0, 0x02).content;
  const exponent = child(numbers, 1, 0x02).content;
  // With exponent 1 every padded hash is its own signature, and some engines take it.
  if (((exponent.at(-1) ?? 0) & 1) === 0 || (exponent.length === 1 && exponent[0] === 1)) {
    throw new PkiMalformed('unsupported', 'RSA key with an even exponent or 1');
  }
  const leading = modulus[0] === 0 ? 1 : 0;
  const size = (modulus.length - leading) * 8 - Math.clz32(modulus[leading] ?? 0) + 24;
  if (size < leastRsaBits) throw new PkiMalformed('unsupported', `RSA key of only ${size} bits`);
  return algorithm === rsaPss && scheme.kind === 'rsa-pss' ? plainRsa(key, scheme) : key.raw;
}

/** RFC 4055 §1.2: a key for PSS alone, with the least it demands. WebCrypto takes such keys under the general name. */
function plainRsa(key: DerNode, scheme: SignatureScheme & { kind: 'rsa-pss' }): Uint8Array {
  const algorithm = child(key, 0, 0x30);
  if (algorithm.children.length > 1) {
    const least = signatureScheme(algorithm.raw);
    if (least.kind !== 'rsa-pss' || least.hash !== scheme.hash || least.saltLength > scheme.saltLength) {
      throw new PkiMalformed('unsupported', 'RSA-PSS parameters other than those of the key');
    }
  }
  const value = concatenate([rsaAlgorithm, child(key, 1, 0x03).raw]);
  return concatenate([Uint8Array.of(0x30, 0x82, value.length >> 8, value.length & 0xff), value]);
}

/** The octets of the key's BIT STRING. */
function bits(key: DerNode): Uint8Array {
  const { content } = child(key, 1, 0x03);
  if (content[0] !== 0) throw new PkiMalformed('der', 'public key with unused bits');
  return content.subarray(1);
}

function curveOf(key: DerNode) {
  const parameters = key.children[0]?.children[1];
  const isEc = algorithmOf(key.children[0]) === '1.2.840.10045.2.1';
  const curve = isEc && parameters ? curves.get(hex(parameters.raw)) : undefined;
  if (curve === undefined) throw new PkiMalformed('unsupported', 'the key is not on a curve accepted here');
  return curve;
}

/** Ecdsa-Sig-Value (RFC 3279 §2.2.3) to the fixed-length form WebCrypto takes. */
function p1363(signature: Uint8Array, size: number): Uint8Array {
  const node = readWholeDer(signature);
  if (node.tag !== 0x30 || node.children.length !== 2)
    throw new PkiMalformed('der', 'not an ECDSA signature');
  const out = new Uint8Array(size * 2);
  for (const [index, half] of node.children.entries()) {
    const value = half.content[0] === 0 ? half.content.subarray(1) : half.content;
    if (half.tag !== 0x02 || (half.content[0] ?? 0) >= 0x80 || value.length > size) {
      throw new PkiMalformed('der', 'ECDSA signature value out of range');
    }
    out.set(value, (index + 1) * size - value.length);
  }
  return out;
}
