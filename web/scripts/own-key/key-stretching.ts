import md from 'node-forge/lib/md.all.js';
import pbe from 'node-forge/lib/pbe.js';
import { ContainerRefused } from './container-refused.ts';
import { binaryBuffer, bufferBytes } from './forge-bytes.ts';

/** Rounds one file may ask for, all its parts together: some ten times what browsers and banks write. */
export const mostRounds = 3_000_000;

export type DerivationHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

const webNames: Readonly<Record<DerivationHash, string>> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** What a passphrase becomes for one part of a file; counts what the file makes us work. */
export class KeyStretching {
  readonly #passphrase: string;
  #left = mostRounds;

  constructor(passphrase: string) {
    this.#passphrase = passphrase;
  }

  /** RFC 7292 appendix B.2, for a key (1), an initial vector (2) or an integrity key (3). */
  pkcs12(
    purpose: 1 | 2 | 3,
    {
      salt,
      rounds,
      length,
      hash,
    }: {
      readonly salt: Uint8Array;
      readonly rounds: number;
      readonly length: number;
      readonly hash: DerivationHash;
    },
  ): Uint8Array<ArrayBuffer> {
    // Its blocks are as long as a digest, and each is stretched by itself.
    this.#spend(rounds * Math.ceil(length / 20));
    const made = pbe.generatePkcs12Key(
      this.#passphrase,
      binaryBuffer(salt),
      purpose,
      rounds,
      length,
      md[hash].create(),
    );
    return bufferBytes(made);
  }

  /** PBKDF2 (RFC 8018 §5.2) for AES in CBC mode. */
  async pbkdf2({
    salt,
    rounds,
    bits,
    hash,
  }: {
    readonly salt: Uint8Array<ArrayBuffer>;
    readonly rounds: number;
    readonly bits: number;
    readonly hash: DerivationHash;
  }): Promise<CryptoKey> {
    this.#spend(rounds);
    const secret = new TextEncoder().encode(this.#passphrase);
    const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
    return crypto.subtle.deriveKey(
      { name: 'PBKDF2', salt, iterations: rounds, hash: webNames[hash] },
      key,
      { name: 'AES-CBC', length: bits },
      false,
      ['decrypt'],
    );
  }

  #spend(rounds: number): void {
    this.#left -= rounds;
    if (this.#left < 0) throw new ContainerRefused('too-costly', `more than ${mostRounds} rounds`);
  }
}
