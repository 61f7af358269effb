import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import type { Clock } from '../ports/clock.ts';
import type { KeyVault } from '../ports/key-vault.ts';
import type { Randomness } from '../ports/randomness.ts';
import { type IssuanceJournal, makeCertificate } from './certificate.ts';
import { commonNameLimit, distinguishedName } from './distinguished-name.ts';
import { type Generation, type Generations, generationName, present } from './generation.ts';
import { type MessageSigner, vaultSigner } from './message-signer.ts';
import { publishedAddresses } from './published-addresses.ts';
import { equalBytes } from './reading/bytes.ts';
import { readCertificate } from './reading/certificate.ts';

/** The vault's purposes of the CA's keys. */
export const rootPurpose = 'root-ca';
export const issuingPurpose = 'issuing-ca';
export const timestampPurpose = 'tsa';

/** A government's CA and time-stamping authority (DER). The keys stay in the vault. */
export type Authority = {
  /** Self-signed; what a relying party trusts (`trust.pem`). */
  readonly root: Uint8Array;
  /** Every issuing CA there was, signed by the root; each still revokes what it issued. */
  readonly issuers: Generations;
  /**
   * Every time-stamping authority there was, signed by the root: a relying party who years later judges a timestamp by
   * a list of that day must not read in the same list that the signers' certificates have ended since.
   */
  readonly timestampers: Generations;
  /** The certificates which sign now. */
  readonly issuing: Uint8Array;
  readonly timestamp: Uint8Array;
  /** The O of every name. */
  readonly organization: string;
  /** Where revocation lists and CA certificates are published; printed into every certificate but the root's. */
  readonly publication?: string;
};

export type AuthorityTools = {
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly journal: IssuanceJournal;
  /** Serial numbers (lower-case hex) which the root's list revokes at this moment. */
  readonly revokedByRoot: () => Promise<ReadonlySet<string>>;
};

/**
 * The root's list revokes the CA which should sign: nothing it issues would ever be accepted. The operator makes the
 * next one (`ikrar authority rotate-issuing`).
 */
export class IssuingCaRevoked extends Error {
  override readonly name = 'IssuingCaRevoked';
}

/**
 * Makes root, issuing CA and time-stamping authority of a government, with the vault's keys. To be done once and
 * stored: every call makes new certificates for the same keys.
 */
export async function createAuthority(
  government: { readonly name: string; readonly publication?: string },
  tools: AuthorityTools,
): Promise<Authority> {
  const signer = await vaultSigner(tools.vault, rootPurpose);
  const name = distinguishedName(government.name, 'Ikrar Root CA');
  const root = await makeCertificate(
    {
      profile: 'root',
      subject: name,
      issuer: name,
      publicKey: signer.publicKey,
      signer,
      notBefore: tools.clock.now(),
    },
    tools.randomness,
    tools.journal,
  );
  const publication = government.publication === undefined ? {} : { publication: government.publication };
  const founded = { root, organization: government.name, ...publication };
  const issuers: Generations = [
    await certifyIssuingCa({ ...founded, purpose: issuingPurpose, number: 1 }, tools),
  ];
  const timestampers: Generations = [
    await certifyTimestamper({ ...founded, purpose: timestampPurpose, number: 1 }, tools),
  ];
  return {
    ...founded,
    issuers,
    timestampers,
    issuing: present(issuers).certificate,
    timestamp: present(timestampers).certificate,
  };
}

type Next = { readonly purpose: string; readonly number: number };

/** A ceremony: signs with the root's key. Throws KeyNotHeld where the vault has no key of that purpose. */
export const certifyIssuingCa = (authority: RootWith, tools: AuthorityTools): Promise<Generation> =>
  certifyByRoot('issuing', 'Ikrar Issuing CA', authority, tools);

/** A ceremony like the other. */
export const certifyTimestamper = (authority: RootWith, tools: AuthorityTools): Promise<Generation> =>
  certifyByRoot('timestamp', 'Ikrar Time-Stamping Authority', authority, tools);

type RootWith = Pick<Authority, 'root' | 'organization' | 'publication'> & Next;

async function certifyByRoot(
  profile: 'issuing' | 'timestamp',
  name: string,
  { root, organization, publication, purpose, number }: RootWith,
  { vault, clock, randomness, journal }: AuthorityTools,
): Promise<Generation> {
  const signer = await vaultSigner(vault, rootPurpose);
  requireSameKey(root, signer);
  const certificate = await makeCertificate(
    {
      profile,
      // A name of its own: who looks lists up by name must not meet the list of another key.
      subject: distinguishedName(organization, generationName(name, number)),
      issuer: AsnConvert.parse(root, Certificate).tbsCertificate.subject,
      publicKey: (await vaultSigner(vault, purpose)).publicKey,
      signer,
      notBefore: clock.now(),
      notAfterLimit: validity(root).notAfter,
      ...(publication === undefined ? {} : { addresses: publishedAddresses(publication, rootPurpose) }),
    },
    randomness,
    journal,
  );
  return { purpose, certificate };
}

/** The certificate, then the CA of ours which signed it where that is not the root, then the root. */
export function chainOf(
  { issuers, root }: Pick<Authority, 'issuers' | 'root'>,
  certificate: Uint8Array,
): readonly [Uint8Array, ...Uint8Array[], Uint8Array] {
  const { issuer } = readCertificate(certificate);
  if (equalBytes(readCertificate(root).subject, issuer)) return [certificate, root];
  const found = issuers.find((generation) =>
    equalBytes(readCertificate(generation.certificate).subject, issuer),
  );
  if (found === undefined) throw new Error('expected a certificate issued by a CA of this installation');
  return [certificate, found.certificate, root];
}

export type Subject = {
  /** With titles, as printed in the document. */
  readonly name: string;
  /** Without titles; stands in the certificate when `name` is longer than X.520's 64 characters. */
  readonly bareName?: string;
  /**
   * A witness from another institution. Membership there is not this CA's to attest (EN 319 412-2 §4.2.4 lets a natural
   * person stand without O), and the government is not theirs: the document itself tells the institution.
   */
  readonly outsider?: boolean;
};

/**
 * A certificate for a person's or the time-stamping authority's key, signed by the issuing CA, valid from now.
 * Throws IssuingCaRevoked, SubjectRefused, and when the vault's issuing key is not the one of the issuing certificate.
 * @returns DER; the chain for a signature is `chainOf(authority, certificate)`.
 */
export async function issueCertificate(
  authority: Pick<Authority, 'issuers' | 'organization' | 'publication'>,
  request: {
    readonly profile: 'person' | 'timestamp';
    readonly subject: Subject;
    /** DER SubjectPublicKeyInfo. */
    readonly publicKey: Uint8Array;
    /** Where it ends earlier than its profile lets it. */
    readonly notAfter?: Date;
  },
  { vault, clock, randomness, journal, revokedByRoot }: AuthorityTools,
): Promise<Uint8Array> {
  const { purpose, certificate: issuer } = present(authority.issuers);
  const { serial, subjectText } = readCertificate(issuer);
  if ((await revokedByRoot()).has(serial))
    throw new IssuingCaRevoked(`expected an issuing CA in force, got ${subjectText}, which the root revoked`);
  const signer = await vaultSigner(vault, purpose);
  requireSameKey(issuer, signer);
  const { name, bareName, outsider = false } = request.subject;
  const commonName = bareName !== undefined && [...name].length > commonNameLimit ? bareName : name;
  return makeCertificate(
    {
      profile: request.profile,
      subject: distinguishedName(outsider ? undefined : authority.organization, commonName.normalize('NFC')),
      issuer: AsnConvert.parse(issuer, Certificate).tbsCertificate.subject,
      publicKey: request.publicKey,
      signer,
      notBefore: clock.now(),
      notAfterLimit: earliest(validity(issuer).notAfter, request.notAfter),
      ...(authority.publication === undefined
        ? {}
        : { addresses: publishedAddresses(authority.publication, purpose) }),
    },
    randomness,
    journal,
  );
}

function requireSameKey(certificate: Uint8Array, { publicKey }: MessageSigner): void {
  const { subjectPublicKeyInfo } = AsnConvert.parse(certificate, Certificate).tbsCertificate;
  const certified = AsnConvert.serialize(subjectPublicKeyInfo);
  const held = AsnConvert.serialize(AsnConvert.parse(publicKey, SubjectPublicKeyInfo));
  if (!Buffer.from(certified).equals(Buffer.from(held)))
    throw new Error('expected the vault to hold the key of the CA certificate; restore the right backup');
}

const earliest = (limit: Date, wanted: Date = limit): Date => (wanted < limit ? wanted : limit);

export function validity(certificate: Uint8Array): { readonly notBefore: Date; readonly notAfter: Date } {
  const { notBefore, notAfter } = readCertificate(certificate);
  return { notBefore, notAfter };
}
