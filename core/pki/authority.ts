import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import type { Clock } from '../ports/clock.ts';
import type { KeyVault } from '../ports/key-vault.ts';
import type { Randomness } from '../ports/randomness.ts';
import { type IssuanceJournal, makeCertificate } from './certificate.ts';
import { commonNameLimit, distinguishedName } from './distinguished-name.ts';
import { vaultSigner } from './message-signer.ts';

/** The vault's purposes of the CA's keys. */
export const rootPurpose = 'root-ca';
export const issuingPurpose = 'issuing-ca';
export const timestampPurpose = 'tsa';

/** A government's CA and time-stamping authority (DER). The keys stay in the vault. */
export type Authority = {
  /** Self-signed; what a relying party trusts (`trust.pem`). */
  readonly root: Uint8Array;
  readonly issuing: Uint8Array;
  /** Of our own time-stamping authority, signed by the issuing CA. */
  readonly timestamp: Uint8Array;
  /** The O of every name. */
  readonly organization: string;
  /** Printed into every certificate the issuing CA signs, where the CA publishes its revocation list. */
  readonly crlUrl?: string;
};

export type AuthorityTools = {
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly journal: IssuanceJournal;
};

/**
 * Makes the root and the issuing CA of a government, with the vault's keys `root-ca` and `issuing-ca`. To be done
 * once and stored: every call makes new certificates for the same keys.
 */
export async function createAuthority(
  government: { readonly name: string; readonly crlUrl?: string; readonly rootCrlUrl?: string },
  { vault, clock, randomness, journal }: AuthorityTools,
): Promise<Authority> {
  const rootSigner = await vaultSigner(vault, rootPurpose);
  const issuingSigner = await vaultSigner(vault, issuingPurpose);
  const rootName = distinguishedName(government.name, 'Ikrar Root CA');
  const notBefore = clock.now();
  const root = await makeCertificate(
    {
      profile: 'root',
      subject: rootName,
      issuer: rootName,
      publicKey: rootSigner.publicKey,
      signer: rootSigner,
      notBefore,
    },
    randomness,
    journal,
  );
  const issuing = await makeCertificate(
    {
      profile: 'issuing',
      subject: distinguishedName(government.name, 'Ikrar Issuing CA'),
      issuer: rootName,
      publicKey: issuingSigner.publicKey,
      signer: rootSigner,
      notBefore,
      notAfterLimit: validity(root).notAfter,
      ...(government.rootCrlUrl === undefined ? {} : { crlUrl: government.rootCrlUrl }),
    },
    randomness,
    journal,
  );
  const authority = {
    root,
    issuing,
    organization: government.name,
    ...(government.crlUrl === undefined ? {} : { crlUrl: government.crlUrl }),
  };
  const { publicKey } = await vaultSigner(vault, timestampPurpose);
  const timestamp = await issueCertificate(
    authority,
    { profile: 'timestamp', subject: { name: 'Ikrar Time-Stamping Authority' }, publicKey },
    { vault, clock, randomness, journal },
  );
  return { ...authority, timestamp };
}

export type Subject = {
  /** With titles, as printed in the document. */
  readonly name: string;
  /** Without titles; stands in the certificate when `name` is longer than X.520's 64 characters. */
  readonly bareName?: string;
};

/**
 * A certificate for a person's or the time-stamping authority's key, signed by the issuing CA, valid from now.
 * Throws when the vault's issuing key is not the one of `authority.issuing`.
 * @returns DER; the chain for a signature is `[certificate, authority.issuing, authority.root]`.
 */
export async function issueCertificate(
  authority: Omit<Authority, 'timestamp'>,
  request: {
    readonly profile: 'person' | 'timestamp';
    readonly subject: Subject;
    /** DER SubjectPublicKeyInfo. */
    readonly publicKey: Uint8Array;
  },
  { vault, clock, randomness, journal }: AuthorityTools,
): Promise<Uint8Array> {
  const signer = await vaultSigner(vault, issuingPurpose);
  const issuing = AsnConvert.parse(authority.issuing, Certificate);
  const certified = AsnConvert.serialize(issuing.tbsCertificate.subjectPublicKeyInfo);
  const held = AsnConvert.serialize(AsnConvert.parse(signer.publicKey, SubjectPublicKeyInfo));
  if (!Buffer.from(certified).equals(Buffer.from(held))) {
    throw new Error(
      'expected the vault to hold the key of the issuing certificate; restore the right backup',
    );
  }
  const { name, bareName } = request.subject;
  const commonName = bareName !== undefined && [...name].length > commonNameLimit ? bareName : name;
  return makeCertificate(
    {
      profile: request.profile,
      subject: distinguishedName(authority.organization, commonName.normalize('NFC')),
      issuer: issuing.tbsCertificate.subject,
      publicKey: request.publicKey,
      signer,
      notBefore: clock.now(),
      notAfterLimit: validity(authority.issuing).notAfter,
      ...(authority.crlUrl === undefined ? {} : { crlUrl: authority.crlUrl }),
    },
    randomness,
    journal,
  );
}

export function validity(certificate: Uint8Array): { readonly notBefore: Date; readonly notAfter: Date } {
  const { notBefore, notAfter } = AsnConvert.parse(certificate, Certificate).tbsCertificate.validity;
  return { notBefore: notBefore.getTime(), notAfter: notAfter.getTime() };
}
