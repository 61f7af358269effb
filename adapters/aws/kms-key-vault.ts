import { createHash } from 'node:crypto';
import {
  DecryptCommand,
  EncryptCommand,
  GetPublicKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import { hashName, KeyNotAccepted, signingAlgorithm } from '../../core/pki/signing-algorithm.ts';
import type { KeyVault, VaultKey, VaultKeyAlgorithm, WrapContext } from '../../core/ports/key-vault.ts';
import { KeyNotHeld, StorageUnavailable, UnwrapRefused } from '../../core/ports/storage-errors.ts';
import {
  algorithmFor,
  checkSecret,
  type KeyPurpose,
  keyFamilies,
  readPurpose,
  unknownPurpose,
  VaultRefused,
} from '../key-purposes.ts';

export type KmsKeys = {
  /** Key ids, ARNs or aliases of each signing key, by generation. The stack creates them; this program may not. */
  readonly signing: { readonly [purpose in KeyPurpose]: readonly string[] };
  /** The symmetric key that wraps what belongs to persons. */
  readonly wrapping: string;
};

export const kmsSigningAlgorithms = {
  'ecdsa-p256': 'ECDSA_SHA_256',
  'ecdsa-p384': 'ECDSA_SHA_384',
  'rsa-3072': 'RSASSA_PKCS1_V1_5_SHA_256',
} as const satisfies Record<VaultKeyAlgorithm, string>;

/** The limit of KMS Decrypt. */
const LARGEST_CIPHERTEXT_BYTES = 6144;

export function kmsKeyVault({ client, keys }: { client: KMSClient; keys: KmsKeys }): KeyVault {
  /** By ARN: a rotated alias points to another key, and a certificate must keep the key it was issued for. */
  const algorithmOf = new Map<string, VaultKeyAlgorithm>();

  async function publicKey(keyId: string): Promise<VaultKey> {
    const answer = await engine(() => client.send(new GetPublicKeyCommand({ KeyId: keyId })));
    const { KeyId: id, PublicKey: spki } = answer;
    if (id === undefined || spki === undefined)
      throw new StorageUnavailable('KMS answered without a public key');
    const algorithm = vaultAlgorithm(keyId, spki);
    algorithmOf.set(id, algorithm);
    return { id, algorithm, publicKey: spki };
  }

  return {
    async key(purpose) {
      const read = readPurpose(purpose);
      if (read === undefined) throw unknownPurpose(purpose);
      const { base, generation } = read;
      const keyId = keys.signing[base][generation - 1];
      if (keyId === undefined)
        throw new KeyNotHeld(`${purpose}: expected ${generation} keys to be configured for ${base}`);
      const key = await publicKey(keyId);
      const fitting = keyFamilies.map((family) => algorithmFor(base, family));
      if (!fitting.includes(key.algorithm)) {
        const expected = fitting.join(' or ');
        throw new VaultRefused('wrong-algorithm', `${purpose}: expected ${expected}, got ${key.algorithm}`);
      }
      return key;
    },

    async sign(keyId, message) {
      const algorithm = algorithmOf.get(keyId) ?? (await publicKey(keyId)).algorithm;
      const { Signature } = await engine(() =>
        client.send(
          new SignCommand({
            KeyId: keyId,
            // RAW ends at 4,096 bytes, which a revocation list outgrows.
            Message: createHash(hashName(algorithm)).update(message).digest(),
            MessageType: 'DIGEST',
            SigningAlgorithm: kmsSigningAlgorithms[algorithm],
          }),
        ),
      );
      return required(Signature);
    },

    async wrap(secret, context) {
      checkSecret(secret);
      const { CiphertextBlob } = await engine(() =>
        client.send(
          new EncryptCommand({ KeyId: keys.wrapping, Plaintext: secret, EncryptionContext: { ...context } }),
        ),
      );
      return required(CiphertextBlob);
    },

    async unwrap(wrapped, context) {
      // KMS answers these with a ValidationException, which would read as KMS being away.
      if (wrapped.length < 1 || wrapped.length > LARGEST_CIPHERTEXT_BYTES) {
        throw new UnwrapRefused(
          `expected 1 to ${LARGEST_CIPHERTEXT_BYTES} wrapped bytes, got ${wrapped.length}`,
        );
      }
      const { Plaintext } = await engine(() => refusing(decrypt(wrapped, context)));
      return required(Plaintext);
    },
  };

  function decrypt(wrapped: Uint8Array, context: WrapContext) {
    return client.send(
      new DecryptCommand({
        KeyId: keys.wrapping,
        CiphertextBlob: wrapped,
        EncryptionContext: { ...context },
      }),
    );
  }
}

function vaultAlgorithm(keyId: string, spki: Uint8Array): VaultKeyAlgorithm {
  let got: string;
  try {
    got = signingAlgorithm(spki);
    if (isVaultAlgorithm(got)) return got;
  } catch (cause) {
    if (!(cause instanceof KeyNotAccepted)) throw cause;
    got = cause.message;
  }
  const expected = Object.keys(kmsSigningAlgorithms).join(', ');
  throw new VaultRefused('wrong-algorithm', `${keyId}: expected one of ${expected}, got ${got}`);
}

function isVaultAlgorithm(algorithm: string): algorithm is VaultKeyAlgorithm {
  return Object.hasOwn(kmsSigningAlgorithms, algorithm);
}

async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof InvalidCiphertextException || cause instanceof IncorrectKeyException) {
      throw new UnwrapRefused('these bytes were not wrapped by this vault for this context', { cause });
    }
    throw cause;
  }
}

function required(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new StorageUnavailable('KMS answered without the bytes it was asked for');
  return bytes;
}

async function engine<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof UnwrapRefused) throw cause;
    throw new StorageUnavailable('KMS did not do what was asked', { cause });
  }
}
