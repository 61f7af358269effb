import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  type ScryptOptions,
  scrypt,
  sign,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyVault, WrapContext } from '../ports/key-vault.ts';
import type { Randomness } from '../ports/randomness.ts';
import type { MessageSigner } from './message-signer.ts';
import { algorithmOfKey, hashName } from './signing-algorithm.ts';

/** What a person's key may be; the first unless an installation chooses. */
export const managedKeyAlgorithms = ['ecdsa-p256', 'rsa-3072'] as const;
export type ManagedKeyAlgorithm = (typeof managedKeyAlgorithms)[number];

/** JSON: what is stored of a person's key. Useless without both the vault and the passphrase. */
export type ManagedKeyRecord = {
  readonly algorithm: ManagedKeyAlgorithm;
  readonly kdf: 'scrypt';
  readonly N: number;
  readonly r: number;
  readonly p: number;
  /** Base64, 16 bytes. */
  readonly salt: string;
  /** Base64 of vault-wrapped `nonce (12) ‖ ciphertext ‖ tag (16)`; inside, PKCS#8 under AES-256-GCM. */
  readonly wrapped: string;
};

export type ScryptCost = { readonly N: number; readonly r: number; readonly p: number };

/** OWASP Password Storage Cheat Sheet: 128 MiB; about half a second on a slow core. */
export const defaultCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

/** Stored records are input too: a larger cost than this would exhaust the function's memory. */
const costLimit = 2 ** 18;

export class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase';
  readonly code = 'wrong-passphrase';
}

export type ManagedKeyTools = {
  readonly vault: KeyVault;
  /** Names the person by an opaque id, for instance `{ person: id }`; opening with another context fails. */
  readonly context: WrapContext;
};

type Protection = ManagedKeyTools & { readonly randomness: Randomness; readonly cost?: ScryptCost };

/** A new key for one person, and the record to store. The private key exists only inside this call. */
export async function createManagedKey(
  passphrase: string,
  tools: Protection & { readonly algorithm?: ManagedKeyAlgorithm },
): Promise<{ readonly publicKey: Uint8Array; readonly record: ManagedKeyRecord }> {
  const { algorithm = 'ecdsa-p256' } = tools;
  const key = algorithm === 'rsa-3072' ? await newRsaKey() : newPrivateKey(tools.randomness);
  const secret = key.export({ format: 'der', type: 'pkcs8' });
  try {
    const record = { algorithm, ...(await protect(secret, passphrase, tools)) };
    return { publicKey: spki(key), record };
  } finally {
    secret.fill(0);
  }
}

/**
 * The same key under another passphrase, or under the same one at another cost; salt and nonce are new.
 * Throws as `openManagedKey` does.
 */
export async function rewrapManagedKey(
  record: ManagedKeyRecord,
  passphrase: string,
  next: string,
  tools: Protection,
): Promise<ManagedKeyRecord> {
  const secret = await reveal(record, passphrase, tools);
  try {
    return { algorithm: record.algorithm, ...(await protect(secret, next, tools)) };
  } finally {
    secret.fill(0);
  }
}

/** Whether the record was made at a lower cost than keys are made at now. */
export const isBelowCost = (record: ManagedKeyRecord, { N, r, p }: ScryptCost): boolean =>
  record.N * record.r * record.p < N * r * p;

/**
 * Opens the key for the length of one signing request.
 * Throws WrongPassphrase, or the vault's UnwrapRefused when record and context do not belong together.
 */
export async function openManagedKey(
  record: ManagedKeyRecord,
  passphrase: string,
  tools: ManagedKeyTools,
): Promise<MessageSigner> {
  const secret = await reveal(record, passphrase, tools);
  try {
    const key = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
    if (algorithmOfKey(key) !== record.algorithm)
      throw new Error(`stored key: expected ${record.algorithm}, got ${algorithmOfKey(key)}`);
    return {
      algorithm: record.algorithm,
      publicKey: spki(key),
      sign: async (message) => new Uint8Array(sign(hashName(record.algorithm), message, key)),
    };
  } finally {
    secret.fill(0);
  }
}

/** The caller wipes `secret`; everything else that is secret is wiped here, whatever happens. */
async function protect(
  secret: Uint8Array,
  passphrase: string,
  { vault, context, randomness, cost = defaultCost }: Protection,
): Promise<Omit<ManagedKeyRecord, 'algorithm'>> {
  const salt = randomness.bytes(16);
  const nonce = randomness.bytes(12);
  const kek = await deriveKey(passphrase, salt, cost);
  try {
    const cipher = createCipheriv('aes-256-gcm', kek, nonce);
    const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    const wrapped = await vault.wrap(sealed, context);
    return {
      kdf: 'scrypt',
      ...cost,
      salt: Buffer.from(salt).toString('base64'),
      wrapped: Buffer.from(wrapped).toString('base64'),
    };
  } finally {
    kek.fill(0);
  }
}

/** PKCS#8; the caller wipes it. */
async function reveal(
  record: ManagedKeyRecord,
  passphrase: string,
  { vault, context }: ManagedKeyTools,
): Promise<Buffer> {
  if (record.N * record.r * record.p > costLimit * 8) {
    throw new Error(
      `scrypt cost: expected N·r·p of at most ${costLimit * 8}, got ${record.N}·${record.r}·${record.p}`,
    );
  }
  const sealed = await vault.unwrap(Buffer.from(record.wrapped, 'base64'), context);
  const kek = await deriveKey(passphrase, Buffer.from(record.salt, 'base64'), record);
  return decrypt(sealed, kek);
}

function decrypt(sealed: Uint8Array, kek: Buffer): Buffer {
  let secret: Buffer | undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', kek, sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(sealed.subarray(sealed.length - 16));
    secret = decipher.update(sealed.subarray(12, sealed.length - 16));
    decipher.final();
    return secret;
  } catch (cause) {
    secret?.fill(0);
    // The vault has already vouched for the bytes, so only the passphrase is left to be wrong.
    throw new WrongPassphrase('the passphrase does not open this key', { cause });
  } finally {
    kek.fill(0);
    sealed.fill(0);
  }
}

/** NFC: the same passphrase typed on another keyboard must give the same bytes. */
function deriveKey(passphrase: string, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> {
  const options: ScryptOptions = { N: cost.N, r: cost.r, p: cost.p, maxmem: 256 * cost.N * cost.r };
  const bytes = Buffer.from(passphrase.normalize('NFC'), 'utf8');
  return new Promise((resolve, reject) => {
    scrypt(bytes, salt, 32, options, (error, key) => {
      bytes.fill(0);
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** FIPS 186-5 §A.2.2: candidates are drawn until one is a valid scalar; `setPrivateKey` refuses the others. */
function newPrivateKey(randomness: Randomness): KeyObject {
  for (let attempt = 0; attempt < 64; attempt++) {
    const candidate = Buffer.from(randomness.bytes(32));
    try {
      const ecdh = createECDH('prime256v1');
      ecdh.setPrivateKey(candidate);
      const point = ecdh.getPublicKey();
      const coordinate = (from: number) => point.subarray(from, from + 32).toString('base64url');
      return createPrivateKey({
        key: {
          kty: 'EC',
          crv: 'P-256',
          d: candidate.toString('base64url'),
          x: coordinate(1),
          y: coordinate(33),
        },
        format: 'jwk',
      });
    } catch (error) {
      if (!(error instanceof Error) || !/private key/i.test(error.message)) throw error;
    } finally {
      candidate.fill(0);
    }
  }
  throw new Error('the source of randomness never gave a valid P-256 scalar; it is broken');
}

/** Searching primes is OpenSSL's work and takes its own randomness; a hand-written search is not something to own. */
async function newRsaKey(): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 3072 });
  return privateKey;
}

function spki(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));
}
