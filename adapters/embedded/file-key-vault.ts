import { createHash, createPrivateKey, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { hashName } from '../../core/pki/signing-algorithm.ts';
import type { KeyVault, VaultKey, VaultKeyAlgorithm, WrapContext } from '../../core/ports/key-vault.ts';
import { StorageUnavailable, UnwrapRefused } from '../../core/ports/storage-errors.ts';
import {
  algorithmFor,
  checkSecret,
  type KeyFamily,
  readPurpose,
  unknownPurpose,
  VaultRefused,
} from '../key-purposes.ts';
import { syncFolder } from './create-once.ts';
import { deriveKey, seal, unseal } from './sealed-bytes.ts';
import { createSecretFile, readSecretFile } from './secret-file.ts';
import { openMasterKey } from './vault-protection.ts';

const keyFile = z.strictObject({
  id: z.string(),
  purpose: z.string(),
  algorithm: z.enum(['ecdsa-p256', 'ecdsa-p384', 'rsa-3072']),
  publicKey: z.base64(),
  /** PKCS #8, sealed over the four facts above. */
  sealedPrivateKey: z.base64(),
});
type KeyFile = z.infer<typeof keyFile>;
type OpenKey = VaultKey & { readonly privateKey: KeyObject };

const newPair = promisify(generateKeyPair);
const newKeyPair = {
  'ecdsa-p256': () => newPair('ec', { namedCurve: 'P-256' }),
  'ecdsa-p384': () => newPair('ec', { namedCurve: 'P-384' }),
  'rsa-3072': () => newPair('rsa', { modulusLength: 3072 }),
} as const;

export type FileKeyVaultOptions = {
  /** Holds `vault.json`, `master.key` (without a passphrase) and `<purpose>.json` (`tsa.2.json` for a second generation), all mode 600. */
  readonly folder: string;
  readonly passphrase?: string;
  /** Of keys drawn from now on: `ecdsa` unless told. */
  readonly family?: KeyFamily;
};

/** The embedded vault. Whoever loses the folder loses the CA; whoever copies it with `master.key` has it. */
export async function openFileKeyVault({
  folder,
  passphrase,
  family = 'ecdsa',
}: FileKeyVaultOptions): Promise<KeyVault> {
  const master = await files(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await syncFolder(dirname(folder));
    return openMasterKey(folder, passphrase);
  });
  const sealing = deriveKey(master, 'signing keys');
  const wrapping = deriveKey(master, 'wrapped keys');
  const opened = new Map<string, OpenKey>();

  async function open(purpose: string): Promise<OpenKey> {
    const known = opened.get(purpose);
    if (known !== undefined) return known;
    const read = readPurpose(purpose);
    if (read === undefined) throw unknownPurpose(purpose);
    const path = join(folder, `${purpose.replace('/', '.')}.json`);
    // Two processes may both draw a key: the first to link its file wins, the other reads the winner's.
    const bytes = await files(
      async () =>
        (await readSecretFile(path)) ??
        (await createSecretFile(path, await drawKey(purpose, algorithmFor(read.base, family), sealing))),
    );
    const key = openKey(path, bytes, purpose, sealing);
    opened.set(purpose, key);
    return key;
  }

  return {
    async key(purpose) {
      const { id, algorithm, publicKey } = await open(purpose);
      return { id, algorithm, publicKey: publicKey.slice() };
    },
    async sign(keyId, message) {
      const key = await open(keyId.split(':')[0] ?? '');
      if (key.id !== keyId) throw new VaultRefused('unknown-key', `expected ${key.id}, got ${keyId}`);
      return new Uint8Array(sign(hashName(key.algorithm), message, key.privateKey));
    },
    async wrap(secret, context) {
      checkSecret(secret);
      return seal(wrapping, secret, canonical(context));
    },
    async unwrap(wrapped, context) {
      try {
        return unseal(wrapping, wrapped, canonical(context));
      } catch (cause) {
        throw new UnwrapRefused('these bytes were not wrapped by this vault for this context', { cause });
      }
    },
  };
}

async function drawKey(
  purpose: string,
  algorithm: VaultKeyAlgorithm,
  sealing: Uint8Array,
): Promise<Uint8Array> {
  const pair = await newKeyPair[algorithm]();
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' });
  const fingerprint = createHash('sha256').update(publicKey).digest('hex').slice(0, 32);
  const facts = {
    id: `${purpose}:${fingerprint}`,
    purpose,
    algorithm,
    publicKey: publicKey.toString('base64'),
  };
  const sealed = seal(sealing, pair.privateKey.export({ type: 'pkcs8', format: 'der' }), sealedOver(facts));
  const content: KeyFile = { ...facts, sealedPrivateKey: Buffer.from(sealed).toString('base64') };
  return Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`);
}

function openKey(path: string, bytes: Uint8Array, purpose: string, sealing: Uint8Array): OpenKey {
  try {
    const file = keyFile.parse(JSON.parse(Buffer.from(bytes).toString()));
    const pkcs8 = unseal(sealing, Buffer.from(file.sealedPrivateKey, 'base64'), sealedOver(file));
    if (file.purpose !== purpose) throw new Error(`expected the key of ${purpose}, got ${file.purpose}`);
    return {
      id: file.id,
      algorithm: file.algorithm,
      publicKey: new Uint8Array(Buffer.from(file.publicKey, 'base64')),
      privateKey: createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }),
    };
  } catch (cause) {
    throw new VaultRefused('file-damaged', `${path} is not the key file it was; restore it from a backup`, {
      cause,
    });
  }
}

function sealedOver({ id, purpose, algorithm, publicKey }: Omit<KeyFile, 'sealedPrivateKey'>): string {
  return JSON.stringify([id, purpose, algorithm, publicKey]);
}

/** Sorted pairs: one text for one context, whatever the order its names were written in. */
function canonical(context: WrapContext): string {
  return JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function files<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof VaultRefused) throw cause;
    throw new StorageUnavailable('the folder of the key vault did not do what was asked', { cause });
  }
}
