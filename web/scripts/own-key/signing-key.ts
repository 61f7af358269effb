import { concatenate, webBytes } from '../../../core/pki/reading/bytes.ts';
import type { Certificate } from '../../../core/pki/reading/certificate.ts';
import { child, readWholeDer } from '../../../core/pki/reading/der-node.ts';
import { algorithmOf, dotted } from '../../../core/pki/reading/object-identifier.ts';
import type { SigningAlgorithm } from '../../../core/pki/signing-algorithm.ts';
import { ContainerRefused } from './container-refused.ts';

/** A key which the browser holds and no script can read: it signs, nothing else. */
export type SigningKey = {
  readonly algorithm: SigningAlgorithm;
  /** DER ECDSA-Sig-Value, or PKCS #1 v1.5; hashed as the algorithm says. */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
};

const rsaEncryption = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';
const ecPublicKey = '1.2.840.10045.2.1';
const curves: Readonly<Record<string, { readonly algorithm: SigningAlgorithm; readonly name: string }>> = {
  '1.2.840.10045.3.1.7': { algorithm: 'ecdsa-p256', name: 'P-256' },
  '1.3.132.0.34': { algorithm: 'ecdsa-p384', name: 'P-384' },
};

/** ETSI TS 119 312 §8: shorter RSA keys are not relied on. */
const leastRsaBits = 2048;

type Way = {
  readonly algorithm: SigningAlgorithm;
  readonly key: RsaHashedImportParams | EcKeyImportParams;
  readonly sign: AlgorithmIdentifier | EcdsaParams;
};

/** How the certificate's key signs. Throws ContainerRefused `weak-key`, `pss-key`; PkiMalformed. */
export function wayOf({ publicKeyInfo }: Certificate): Way {
  const info = readWholeDer(publicKeyInfo);
  const oid = algorithmOf(info.children[0]);
  if (oid === rsaPss) throw new ContainerRefused('pss-key', oid);
  if (oid === rsaEncryption) {
    const modulus = child(readWholeDer(child(info, 1, 0x03).content.subarray(1)), 0, 0x02).content;
    const leading = modulus[0] === 0 ? 1 : 0;
    const bits = (modulus.length - leading) * 8 - Math.clz32(modulus[leading] ?? 0) + 24;
    if (bits < leastRsaBits) throw new ContainerRefused('weak-key', `RSA of ${bits} bits`);
    const name = 'RSASSA-PKCS1-v1_5';
    return { algorithm: `rsa-${bits}`, key: { name, hash: 'SHA-256' }, sign: { name } };
  }
  const curve = oid === ecPublicKey ? curves[dotted(info.children[0]?.children[1])] : undefined;
  if (!curve) throw new ContainerRefused('weak-key', oid);
  const hash = curve.algorithm === 'ecdsa-p384' ? 'SHA-384' : 'SHA-256';
  return {
    algorithm: curve.algorithm,
    key: { name: 'ECDSA', namedCurve: curve.name },
    sign: { name: 'ECDSA', hash },
  };
}

/**
 * The key of that certificate, or `undefined` where it is another's: a trial signature tells. Throws ContainerRefused
 * for a certificate whose key may not sign.
 */
export async function importSigningKey(
  pkcs8: Uint8Array<ArrayBuffer>,
  certificate: Certificate,
): Promise<SigningKey | undefined> {
  const way = wayOf(certificate);
  const publicKey = await crypto.subtle.importKey(
    'spki',
    webBytes(certificate.publicKeyInfo),
    way.key,
    false,
    ['verify'],
  );
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('pkcs8', pkcs8, way.key, false, ['sign']);
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
  const trial = new TextEncoder().encode('Ikrar: apakah kunci ini milik sertifikat ini?');
  const value = await crypto.subtle.sign(way.sign, key, trial);
  if (!(await crypto.subtle.verify(way.sign, publicKey, value, trial))) return undefined;
  return {
    algorithm: way.algorithm,
    sign: async (message) => {
      const made = new Uint8Array(await crypto.subtle.sign(way.sign, key, webBytes(message)));
      return way.key.name === 'ECDSA' ? ecdsaValue(made) : made;
    },
  };
}

/** WebCrypto answers r and s side by side (IEEE P1363); CMS wants an ECDSA-Sig-Value (RFC 3279 §2.2.3). */
export function ecdsaValue(pair: Uint8Array): Uint8Array {
  const half = pair.length / 2;
  const body = concatenate([integer(pair.subarray(0, half)), integer(pair.subarray(half))]);
  return concatenate([Uint8Array.of(0x30, body.length), body]);
}

function integer(magnitude: Uint8Array): Uint8Array {
  const first = magnitude.findIndex((byte) => byte !== 0);
  const digits = magnitude.subarray(first < 0 ? magnitude.length - 1 : first);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Uint8Array.of(0x02, sign.length + digits.length, ...sign, ...digits);
}
