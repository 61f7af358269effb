import des from 'node-forge/lib/des.js';
import rc2 from 'node-forge/lib/rc2.js';
import { webBytes } from '../../../core/pki/reading/bytes.ts';
import { child, type DerNode } from '../../../core/pki/reading/der-node.ts';
import { algorithmOf, dotted } from '../../../core/pki/reading/object-identifier.ts';
import { ContainerRefused } from './container-refused.ts';
import { binaryBuffer, bufferBytes } from './forge-bytes.ts';
import type { DerivationHash, KeyStretching } from './key-stretching.ts';
import { positiveInteger } from './positive-integer.ts';

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';

/** RFC 7292 appendix C, as Windows before 2022 and OpenSSL before 3 write them. RC4 is left out: it pads nothing. */
const legacy: Readonly<Record<string, { readonly cipher: 'rc2' | '3des'; readonly bits: number }>> = {
  '1.2.840.113549.1.12.1.3': { cipher: '3des', bits: 192 },
  '1.2.840.113549.1.12.1.5': { cipher: 'rc2', bits: 128 },
  '1.2.840.113549.1.12.1.6': { cipher: 'rc2', bits: 40 },
};

/** RFC 8018 appendix B.1.2; HMAC with SHA-1 is the default. */
const functions: Readonly<Record<string, DerivationHash>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const aesBits: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.1.2': 128,
  '2.16.840.1.101.3.4.1.22': 192,
  '2.16.840.1.101.3.4.1.42': 256,
};

/** Decrypts what an AlgorithmIdentifier of a PKCS #12 file says. Throws ContainerRefused, PkiMalformed. */
export async function decryptByPassword(
  algorithm: DerNode,
  data: Uint8Array,
  stretching: KeyStretching,
): Promise<Uint8Array> {
  const oid = algorithmOf(algorithm);
  if (oid === pbes2) return decryptAes(child(algorithm, 1, 0x30), data, stretching);
  const known = legacy[oid];
  if (!known) throw new ContainerRefused('unsupported', `encryption ${oid}`);
  const parameters = child(algorithm, 1, 0x30);
  const salt = child(parameters, 0, 0x04).content;
  const rounds = positiveInteger(child(parameters, 1, 0x02));
  const length = known.bits / 8;
  const key = binaryBuffer(stretching.pkcs12(1, { salt, rounds, length, hash: 'sha1' }));
  const iv = binaryBuffer(stretching.pkcs12(2, { salt, rounds, length: 8, hash: 'sha1' }));
  const cipher =
    known.cipher === '3des' ? des.createDecryptionCipher(key) : rc2.createDecryptionCipher(key, known.bits);
  cipher.start(iv);
  cipher.update(binaryBuffer(data));
  if (!cipher.finish()) throw new ContainerRefused('wrong-passphrase', 'padding');
  return bufferBytes(cipher.output);
}

/** PBES2 (RFC 8018 §6.2) with PBKDF2 and AES in CBC mode. */
async function decryptAes(
  parameters: DerNode,
  data: Uint8Array,
  stretching: KeyStretching,
): Promise<Uint8Array> {
  const derivation = child(parameters, 0, 0x30);
  const encryption = child(parameters, 1, 0x30);
  const bits = aesBits[algorithmOf(encryption)];
  if (algorithmOf(derivation) !== pbkdf2 || bits === undefined)
    throw new ContainerRefused('unsupported', `PBES2 with ${algorithmOf(derivation)}`);
  const stated = child(derivation, 1, 0x30);
  const salt = webBytes(child(stated, 0, 0x04).content);
  const rounds = positiveInteger(child(stated, 1, 0x02));
  const [, , ...rest] = stated.children;
  const named = rest.find(({ tag }) => tag === 0x30);
  const hash = named ? functions[dotted(named.children[0])] : 'sha1';
  if (hash === undefined) throw new ContainerRefused('unsupported', 'PBKDF2 with another function');
  const key = await stretching.pbkdf2({ salt, rounds, bits, hash });
  const iv = webBytes(child(encryption, 1, 0x04).content);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, webBytes(data)));
  } catch (cause) {
    throw new ContainerRefused('wrong-passphrase', 'padding', { cause });
  }
}
