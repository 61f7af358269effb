import { randomBytes, scryptSync } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { VaultRefused } from '../key-purposes.ts';
import { deriveKey, seal, unseal } from './sealed-bytes.ts';
import { createSecretFile, openSecret, readSecretFile } from './secret-file.ts';

/** OWASP's minimum for scrypt: 128 MB and about a second, once at start. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;

const header = z.strictObject({
  format: z.literal('ikrar-vault/1'),
  protection: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('master-key-file') }),
    z.strictObject({
      kind: z.literal('passphrase'),
      salt: z.base64(),
      N: z
        .int()
        .min(SCRYPT.N)
        .max(2 ** 20),
      r: z.literal(SCRYPT.r),
      p: z.literal(SCRYPT.p),
    }),
  ]),
  /** Sealed under the master key: a wrong one is noticed at the start, not at the first signature. */
  check: z.base64(),
});
type Protection = z.infer<typeof header>['protection'];

/**
 * The 32-byte master key of the vault in `folder`: from `master.key` beside it, or out of the passphrase the
 * vault was created with. `vault.json` says which; both files are created once and never changed.
 */
export async function openMasterKey(folder: string, passphrase: string | undefined): Promise<Uint8Array> {
  const path = join(folder, 'vault.json');
  const standing = (await readSecretFile(path)) ?? (await create(path, folder, passphrase));
  const { protection, check } = readHeader(path, standing);
  const master = await masterKey(folder, protection, passphrase);
  try {
    unseal(deriveKey(master, 'check'), Buffer.from(check, 'base64'), JSON.stringify(protection));
  } catch (cause) {
    if (protection.kind === 'passphrase') {
      throw new VaultRefused('passphrase-wrong', `${path}: IKRAR_VAULT_PASSPHRASE is not this vault's`, {
        cause,
      });
    }
    throw new VaultRefused('file-damaged', `${path} and master.key do not belong together`, { cause });
  }
  return master;
}

async function create(path: string, folder: string, passphrase: string | undefined): Promise<Uint8Array> {
  const protection: Protection =
    passphrase === undefined
      ? { kind: 'master-key-file' }
      : { kind: 'passphrase', salt: randomBytes(16).toString('base64'), ...SCRYPT };
  if (passphrase === undefined) await openSecret(join(folder, 'master.key'));
  const master = await masterKey(folder, protection, passphrase);
  const check = seal(deriveKey(master, 'check'), new Uint8Array(32), JSON.stringify(protection));
  const content: z.infer<typeof header> = {
    format: 'ikrar-vault/1',
    protection,
    check: Buffer.from(check).toString('base64'),
  };
  return createSecretFile(path, Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`));
}

async function masterKey(
  folder: string,
  protection: Protection,
  passphrase: string | undefined,
): Promise<Uint8Array> {
  if (protection.kind === 'passphrase') {
    if (passphrase === undefined) {
      throw new VaultRefused(
        'passphrase-missing',
        `${folder}: this vault opens with IKRAR_VAULT_PASSPHRASE; set it`,
      );
    }
    const { N, r, p } = protection;
    return scryptSync(passphrase.normalize('NFC'), Buffer.from(protection.salt, 'base64'), 32, {
      N,
      r,
      p,
      maxmem: 256 * N * r,
    });
  }
  if (passphrase !== undefined) {
    throw new VaultRefused(
      'passphrase-unexpected',
      `${folder}: this vault was created without a passphrase; unset IKRAR_VAULT_PASSPHRASE`,
    );
  }
  const path = join(folder, 'master.key');
  // Never a new one: the keys sealed under the old one would be lost without a word.
  if ((await readSecretFile(path)) === undefined) {
    throw new VaultRefused(
      'file-missing',
      `${path}: the keys of this vault open with it; restore it from a backup`,
    );
  }
  return openSecret(path);
}

function readHeader(path: string, bytes: Uint8Array): z.infer<typeof header> {
  try {
    return header.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch (cause) {
    throw new VaultRefused('file-damaged', `${path} is not a vault's header; restore it from a backup`, {
      cause,
    });
  }
}
