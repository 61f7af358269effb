/**
 * Keys which never leave the vault (our CA's), and wrapping of keys which belong to a person.
 * AWS: KMS. Embedded: an encrypted key file.
 */
export type VaultKeyAlgorithm = 'ecdsa-p256' | 'ecdsa-p384' | 'rsa-3072';

export type VaultKey = {
  /** What `sign` takes; stored with the certificate that carries the public key. */
  readonly id: string;
  readonly algorithm: VaultKeyAlgorithm;
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
};

/** Bound into the wrapped bytes: unwrapping with another context fails. No personal data (it is logged). */
export type WrapContext = { readonly [name: string]: string };

export interface KeyVault {
  /**
   * The signing key of that purpose (`root-ca`, `issuing-ca`, `tsa`; their later generations `tsa/2`, `tsa/3`, …),
   * created at the first call where the vault may. Throws KeyNotHeld where it may not and there is none.
   */
  key(purpose: string): Promise<VaultKey>;

  /**
   * Over `message`, hashed with SHA-384 for P-384, else SHA-256. ECDSA answers a DER ECDSA-Sig-Value (RFC 3279
   * §2.2.3), RSA is PKCS #1 v1.5 (RFC 8017 §8.2), since viewers hardly know PSS. Takes the message, not its digest:
   * OpenSSL through Node signs no foreign digest, and KMS is handed the digest by its adapter.
   */
  sign(keyId: string, message: Uint8Array): Promise<Uint8Array>;

  /** At most 4,096 bytes (the limit of KMS Encrypt). */
  wrap(secret: Uint8Array, context: WrapContext): Promise<Uint8Array>;
  /** Throws UnwrapRefused when bytes or context are not what `wrap` was given. */
  unwrap(wrapped: Uint8Array, context: WrapContext): Promise<Uint8Array>;
}
