import type { Finding, Indication, SubIndication } from './finding.ts';

/** For people: sah, tidak sah, belum dapat dipastikan. */
export type Verdict = 'valid' | 'not-valid' | 'cannot-tell';

/** What no rule of this policy looks at. Pages must say so beside every verdict. */
export type NotChecked =
  /** No CRL or OCSP answer was judged: a certificate may have been revoked. */
  | 'revocation'
  /** No trusted timestamp: the time of signing is what the signer's server wrote. */
  | 'signing-time'
  /** Long-term data (DSS) was not judged, only that adding it changed nothing else. */
  | 'long-term-data';

export type Coverage = 'entire-file' | 'entire-revision' | 'unclear';

/** `none`: not a PAdES baseline signature, or not known. Levels above B-T are not judged by this policy. */
export type Level = 'B-B' | 'B-T' | 'none';

export interface TimestampReport {
  readonly kind: 'signature' | 'document';
  /** Field of a document timestamp, or of the signature it belongs to. */
  readonly field: string;
  readonly time: string | null;
  readonly issuer: string | null;
  readonly trusted: boolean;
  readonly findings: readonly Finding[];
}

export interface SignatureReport {
  readonly field: string;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly findings: readonly Finding[];
  readonly subFilter: string | null;
  readonly coverage: Coverage;
  readonly level: Level;
  /** Index of the revision it signs. */
  readonly revision: number;
  readonly page: number | null;
  /** Subject and issuer of the signing certificate, as text. */
  readonly certificate: {
    readonly subject: string;
    readonly issuer: string;
    readonly serial: string;
    /** SHA-256 of the certificate, lower-case hex. */
    readonly fingerprint: string;
    readonly notBefore: string;
    readonly notAfter: string;
  } | null;
  /** From the certificate; the signature dictionary's /Name is only a claim. */
  readonly name: string | null;
  readonly position: string | null;
  /** /M of the signed revision, ISO 8601. */
  readonly claimedTime: string | null;
  /** From a trusted timestamp, ISO 8601. */
  readonly trustedTime: string | null;
  readonly reason: string | null;
  readonly location: string | null;
  readonly timestamps: readonly TimestampReport[];
}

export interface SignerSummary {
  readonly name: string;
  readonly field: string;
  readonly position?: string;
  readonly claimedTime: string | null;
  readonly coverage: Coverage;
  readonly level: Level;
}

export interface VerificationReport {
  /** The permanent identifier of the file (/ID, ISO 32000-1 §14.4), lower-case hex; null where there is none. */
  readonly fileId: string | null;
  readonly policy: { readonly name: string; readonly version: string };
  /** Version of the trust list (`TrustList`). */
  readonly trust: string;
  /** The time the file was judged for, ISO 8601. */
  readonly at: string;
  readonly sha256: string;
  readonly size: number;
  readonly verdict: Verdict;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  /** `intact`: every signature covers its revision and nothing else changed since, whoever the issuer is. */
  readonly integrity: 'intact' | 'altered' | 'unknown';
  /** The findings that belong to no single signature. */
  readonly findings: readonly Finding[];
  readonly signatures: readonly SignatureReport[];
  readonly documentTimestamps: readonly TimestampReport[];
  readonly signers: readonly SignerSummary[];
  readonly revisions: number;
  readonly notChecked: readonly NotChecked[];
}
