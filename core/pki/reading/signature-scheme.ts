import { type DerNode, readWholeDer } from './der-node.ts';
import { type HashName, hashOf } from './digest.ts';
import { algorithmOf } from './object-identifier.ts';
import { PkiMalformed } from './pki-malformed.ts';

export type SignatureScheme =
  | { readonly kind: 'rsa-pkcs1'; readonly hash: HashName }
  | { readonly kind: 'rsa-pss'; readonly hash: HashName; readonly saltLength: number }
  | { readonly kind: 'ecdsa'; readonly hash: HashName }
  | { readonly kind: 'ed25519' };

const fixed = new Map<string, SignatureScheme>([
  ['1.2.840.113549.1.1.11', { kind: 'rsa-pkcs1', hash: 'SHA-256' }],
  ['1.2.840.113549.1.1.12', { kind: 'rsa-pkcs1', hash: 'SHA-384' }],
  ['1.2.840.113549.1.1.13', { kind: 'rsa-pkcs1', hash: 'SHA-512' }],
  ['1.2.840.10045.4.3.2', { kind: 'ecdsa', hash: 'SHA-256' }],
  ['1.2.840.10045.4.3.3', { kind: 'ecdsa', hash: 'SHA-384' }],
  ['1.2.840.10045.4.3.4', { kind: 'ecdsa', hash: 'SHA-512' }],
  ['1.3.101.112', { kind: 'ed25519' }],
]);
const rsaEncryption = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';
const mgf1 = '1.2.840.113549.1.1.8';

/**
 * The scheme an AlgorithmIdentifier names. CMS may name plain rsaEncryption and leave the hash to the
 * SignerInfo (RFC 3370 §3.2): `digestOid` supplies it.
 * @throws PkiMalformed `unsupported` for SHA-1, MD5, unknown curves and everything else.
 */
export function signatureScheme(algorithm: Uint8Array, digestOid?: string): SignatureScheme {
  const node = readWholeDer(algorithm);
  const oid = algorithmOf(node);
  const known = fixed.get(oid);
  if (known) return known;
  if (oid === rsaEncryption && digestOid !== undefined) {
    const hash = hashOf(digestOid);
    if (hash) return { kind: 'rsa-pkcs1', hash };
  }
  if (oid === rsaPss) return pss(node.children[1]);
  throw new PkiMalformed('unsupported', `signature algorithm ${oid} is not accepted`);
}

/** RFC 4055 §3.1; the defaults mean SHA-1 and are therefore refused, as is a mask hash of its own. */
function pss(parameters: DerNode | undefined): SignatureScheme {
  const part = (tag: number) => parameters?.children.find((node) => node.tag === tag)?.children[0];
  const hashAlgorithm = part(0xa0);
  const maskAlgorithm = part(0xa1);
  const salt = part(0xa2);
  const trailer = part(0xa3);
  const hash = hashAlgorithm && hashOf(algorithmOf(hashAlgorithm));
  const maskHash = maskAlgorithm?.children[1];
  const sound =
    maskAlgorithm !== undefined &&
    algorithmOf(maskAlgorithm) === mgf1 &&
    maskHash !== undefined &&
    hashOf(algorithmOf(maskHash)) === hash &&
    (trailer === undefined || trailer.content[0] === 1);
  if (hash === undefined || !sound) throw new PkiMalformed('unsupported', 'RSA-PSS parameters not accepted');
  const saltLength = salt === undefined ? 20 : (salt.content[0] ?? 0);
  if (salt !== undefined && salt.content.length !== 1) {
    throw new PkiMalformed('unsupported', 'RSA-PSS salt length out of range');
  }
  return { kind: 'rsa-pss', hash, saltLength };
}
