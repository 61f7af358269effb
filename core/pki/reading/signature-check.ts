import { AsnConvert } from '@peculiar/asn1-schema';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { webBytes } from './bytes.ts';
import { child, readWholeDer } from './der-node.ts';
import { PkiMalformed } from './pki-malformed.ts';
import type { SignatureScheme } from './signature-scheme.ts';

const curves = new Map([
  ['06082a8648ce3d030107', { name: 'P-256', bytes: 32 }],
  ['06052b81040022', { name: 'P-384', bytes: 48 }],
  ['06052b81040023', { name: 'P-521', bytes: 66 }],
]);

/** ETSI TS 119 312 §8: shorter RSA keys are not relied on. */
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
  readWholeDer(publicKeyInfo);
  const key = AsnConvert.parse(publicKeyInfo, SubjectPublicKeyInfo);
  switch (scheme.kind) {
    case 'rsa-pkcs1':
      return check(
        { name: 'RSASSA-PKCS1-v1_5', hash: scheme.hash },
        rsa(key, publicKeyInfo),
        signature,
        data,
      );
    case 'rsa-pss': {
      const parameters = { name: 'RSA-PSS', hash: scheme.hash, saltLength: scheme.saltLength };
      return check(parameters, rsa(key, publicKeyInfo), signature, data);
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

type Parameters = { name: string; hash?: string; saltLength?: number; namedCurve?: string };

async function check(
  algorithm: Parameters,
  publicKeyInfo: Uint8Array,
  signature: Uint8Array,
  data: Uint8Array,
): Promise<boolean> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('spki', webBytes(publicKeyInfo), algorithm, false, ['verify']);
  } catch (cause) {
    throw new PkiMalformed('unsupported', `the key cannot be used for ${algorithm.name}`, { cause });
  }
  return crypto.subtle.verify(algorithm, key, webBytes(signature), webBytes(data));
}

function rsa(key: SubjectPublicKeyInfo, publicKeyInfo: Uint8Array): Uint8Array {
  if (key.algorithm.algorithm !== '1.2.840.113549.1.1.1') {
    throw new PkiMalformed('unsupported', 'the key is not an RSA key');
  }
  const modulus = child(readWholeDer(new Uint8Array(key.subjectPublicKey)), 0, 0x02).content;
  const leading = modulus[0] === 0 ? 1 : 0;
  const bits = (modulus.length - leading) * 8 - Math.clz32(modulus[leading] ?? 0) + 24;
  if (bits < leastRsaBits) throw new PkiMalformed('unsupported', `RSA key of only ${bits} bits`);
  return publicKeyInfo;
}

function curveOf(key: SubjectPublicKeyInfo) {
  const parameters = key.algorithm.parameters ? new Uint8Array(key.algorithm.parameters) : new Uint8Array();
  const oid = [...parameters].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const curve = key.algorithm.algorithm === '1.2.840.10045.2.1' ? curves.get(oid) : undefined;
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
