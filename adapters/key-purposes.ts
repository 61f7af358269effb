import type { VaultKeyAlgorithm } from '../core/ports/key-vault.ts';

/** Elliptic curves unless a government's policy wants RSA. */
export const keyFamilies = ['ecdsa', 'rsa-3072'] as const;
export type KeyFamily = (typeof keyFamilies)[number];

/**
 * The signing keys an installation has. The root outlives what it certifies; the others' strength is that of the keys of
 * persons they stand behind, and each verdict checks what they signed several times over: P-384 costs it tenfold.
 */
export const keyPurposes = {
  'root-ca': 'ecdsa-p384',
  'issuing-ca': 'ecdsa-p256',
  tsa: 'ecdsa-p256',
} as const satisfies Record<string, VaultKeyAlgorithm>;

export type KeyPurpose = keyof typeof keyPurposes;

/** A purpose with its generation: `tsa` is the first, `tsa/2` the second. `undefined` for what is no purpose of ours. */
export function readPurpose(
  purpose: string,
): { readonly base: KeyPurpose; readonly generation: number } | undefined {
  const [, base, number] = /^(root-ca|issuing-ca|tsa)(?:\/([2-9]|[1-9][0-9]))?$/.exec(purpose) ?? [];
  if (base === undefined || !isKeyPurpose(base)) return undefined;
  // Whoever replaces the root founds another authority.
  if (base === 'root-ca' && number !== undefined) return undefined;
  return { base, generation: Number(number ?? 1) };
}

function isKeyPurpose(purpose: string): purpose is KeyPurpose {
  return Object.hasOwn(keyPurposes, purpose);
}

export function unknownPurpose(purpose: string): VaultRefused {
  const known = Object.keys(keyPurposes).join(', ');
  return new VaultRefused('unknown-purpose', `expected one of ${known}, got ${purpose}`);
}

/** What a new key of that purpose is; keys which stand keep what they are. */
export function algorithmFor(purpose: KeyPurpose, family: KeyFamily): VaultKeyAlgorithm {
  return family === 'rsa-3072' ? 'rsa-3072' : keyPurposes[purpose];
}

/** The limit of KMS Encrypt, kept by every vault. */
export const LARGEST_SECRET_BYTES = 4096;

export type VaultRefusal =
  | 'unknown-purpose'
  | 'unknown-key'
  | 'wrong-algorithm'
  | 'secret-length'
  | 'passphrase-missing'
  | 'passphrase-unexpected'
  | 'passphrase-wrong'
  | 'file-readable-by-others'
  | 'file-missing'
  | 'file-damaged';

/** The vault will not do this, now or later, until somebody mends the call, the configuration or the files. */
export class VaultRefused extends Error {
  override readonly name = 'VaultRefused';
  readonly code: VaultRefusal;
  constructor(code: VaultRefusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function checkSecret(secret: Uint8Array): void {
  if (secret.length < 1 || secret.length > LARGEST_SECRET_BYTES) {
    throw new VaultRefused(
      'secret-length',
      `expected 1 to ${LARGEST_SECRET_BYTES} bytes to wrap, got ${secret.length}`,
    );
  }
}
