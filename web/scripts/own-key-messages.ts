import type { ContainerRefusalCode } from './own-key/container-refused.ts';

/** What a page may know of a certificate in somebody's file; all of it is public. */
export type OwnCertificate = {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string;
  /** Base64url DER, the person's first, then those which may have issued it. */
  readonly chain: readonly string[];
};

/** From the page to the worker which holds the key. Passphrase and file go no further than it. */
export type OwnKeyQuestion =
  | { readonly name: 'open'; readonly file: Uint8Array; readonly passphrase: string }
  | {
      readonly name: 'prove';
      readonly origin: string;
      readonly person: string;
      readonly challenge: string;
    }
  | {
      readonly name: 'sign';
      readonly shown: Uint8Array;
      readonly revision: string;
      readonly increment: Uint8Array;
    };

export type OwnKeyRefusal =
  | ContainerRefusalCode
  /** What the server prepared is not what was shown plus this signature. */
  | 'prepared-otherwise'
  | 'failed';

export type OwnKeyAnswer =
  | { readonly name: 'opened'; readonly certificate: OwnCertificate }
  /** Base64url. */
  | { readonly name: 'value'; readonly value: string }
  | { readonly name: 'refused'; readonly code: OwnKeyRefusal };
