import { createHash, createPublicKey } from 'node:crypto';
import {
  DecryptCommand,
  EncryptCommand,
  GetPublicKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import type { KeyVault, VaultKey, VaultKeyAlgorithm, WrapContext } from '../../core/ports/key-vault.ts';
import { StorageUnavailable, UnwrapRefused } from '../../core/ports/storage-errors.ts';
import {
  checkSecret,
  hashNames,
  isKeyPurpose,
  type KeyPurpose,
  keyPurposes,
  VaultRefused,
} from '../key-purposes.ts';

export type KmsKeys = {
  /** Key id, ARN or alias of each signing key. The stack creates them; this program may not. */
  readonly signing: { readonly [purpose in KeyPurpose]: string };
  /** The symmetric key that wraps what belongs to persons. */
  readonly wrapping: string;
};

const algorithms: { readonly [curve: string]: VaultKeyAlgorithm } = {
  prime256v1: 'ecdsa-p256',
  secp384r1: 'ecdsa-p384',
};
const signingAlgorithms = { 'ecdsa-p256': 'ECDSA_SHA_256', 'ecdsa-p384': 'ECDSA_SHA_384' } as const;

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
    const curve = curveOf(spki);
    const algorithm = algorithms[curve];
    if (algorithm === undefined) {
      throw new VaultRefused('wrong-algorithm', `${keyId}: expected a key on P-256 or P-384, got ${curve}`);
    }
    algorithmOf.set(id, algorithm);
    return { id, algorithm, publicKey: spki };
  }

  return {
    async key(purpose) {
      if (!isKeyPurpose(purpose)) {
        const known = Object.keys(keyPurposes).join(', ');
        throw new VaultRefused('unknown-purpose', `expected one of ${known}, got ${purpose}`);
      }
      const key = await publicKey(keys.signing[purpose]);
      if (key.algorithm !== keyPurposes[purpose]) {
        throw new VaultRefused(
          'wrong-algorithm',
          `${purpose}: expected ${keyPurposes[purpose]}, got ${key.algorithm}`,
        );
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
            Message: createHash(hashNames[algorithm]).update(message).digest(),
            MessageType: 'DIGEST',
            SigningAlgorithm: signingAlgorithms[algorithm],
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

/** From the key itself, not from what is said about it. */
function curveOf(spki: Uint8Array): string {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  return key.asymmetricKeyDetails?.namedCurve ?? `a key of type ${key.asymmetricKeyType}`;
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
