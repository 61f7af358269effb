import type { RevocationReason } from '../pki/reading/revocation-reason.ts';
import type { RevisionChanges } from './changes-rule.ts';
import type { EvidenceSource } from './evidence-pool.ts';
import type { Finding, Indication, SubIndication } from './finding.ts';
import type { Reason } from './reason.ts';

/** For people: sah, tidak sah, belum dapat dipastikan. */
export type Verdict = 'valid' | 'not-valid' | 'cannot-tell';

/** What no rule of this policy looks at. Pages must say so beside every verdict. */
export type NotChecked =
  /** No revocation data could be relied on for some certificate: it may have been revoked. */
  | 'revocation'
  /** No trusted timestamp: the time of signing is what the signer's server wrote. */
  | 'signing-time'
  /** Nothing tells whether a time-stamping authority was revoked since its revocation data was made. */
  | 'timestamp-revocation-since';

export type Coverage = 'entire-file' | 'entire-revision' | 'unclear';

/** What is there and was relied on (EN 319 142-1 §6.3); `none`: not a PAdES baseline signature, or not known. */
export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | 'none';

/** A certificate of a path, and what was found about its revocation. */
export interface ChainLink {
  readonly subject: string;
  /** SHA-256 of the certificate, lower-case hex; it stands in `diagnosticData.certificates` too. */
  readonly fingerprint: string;
  /** `trusted`: stands in the trust list, and is not asked about further. */
  readonly status: 'trusted' | 'good' | 'revoked' | 'unknown';
  readonly revokedAt: string | null;
  readonly reason: RevocationReason | null;
  /** Fingerprints of the CRLs and OCSP responses which say so. */
  readonly revocationData: readonly string[];
  /** The last time for which they speak, ISO 8601. */
  readonly knownUntil: string | null;
}

export interface TimestampReport {
  readonly kind: 'signature' | 'document';
  /** Field of a document timestamp, or of the signature it belongs to. */
  readonly field: string;
  readonly time: string | null;
  readonly issuer: string | null;
  readonly trusted: boolean;
  /** Known to have existed by then, ISO 8601: from a later timestamp, else the time judged for. */
  readonly provenAt: string;
  /** Revocation of its authority is known up to then only; null when nothing is missing. */
  readonly revocationKnownUntil: string | null;
  /** Leaf first; empty when none leads to the trust list. */
  readonly chain: readonly ChainLink[];
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
  /** Leaf first; empty when none leads to the trust list. */
  readonly chain: readonly ChainLink[];
  /** The steps of the verdict, in order. */
  readonly reasons: readonly Reason[];
}

/** What the file and the caller brought, whatever was made of it. Times ISO 8601, fingerprints SHA-256 hex. */
export interface DiagnosticData {
  readonly revisions: readonly { readonly index: number; readonly start: number; readonly end: number }[];
  readonly certificates: readonly {
    readonly fingerprint: string;
    readonly subject: string;
    readonly issuer: string;
    readonly serial: string;
    readonly notBefore: string;
    readonly notAfter: string;
    readonly sources: readonly EvidenceSource[];
    /** null: nothing proves it older than the time judged for. */
    readonly provenAt: string | null;
  }[];
  readonly revocationData: readonly {
    readonly fingerprint: string;
    readonly kind: 'crl' | 'ocsp';
    readonly issuer: string | null;
    readonly thisUpdate: string;
    readonly nextUpdate: string | null;
    /** Entries of a list, answers of a response. */
    readonly entries: number;
    readonly sources: readonly EvidenceSource[];
    /** First revision whose security store holds it. */
    readonly storedSince: number | null;
    readonly provenAt: string | null;
  }[];
  /** Trusted document timestamps: everything up to the revision existed at the time. */
  readonly proofsOfExistence: readonly {
    readonly revision: number;
    readonly time: string;
    readonly field: string;
  }[];
  /** What could not be read, for experts. */
  readonly unread: readonly string[];
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
  /** What each revision after the first signature wrote, and which rule accounts for it. */
  readonly changes: readonly RevisionChanges[];
  readonly signers: readonly SignerSummary[];
  readonly revisions: number;
  readonly notChecked: readonly NotChecked[];
  /** null when the file could not be read. */
  readonly diagnosticData: DiagnosticData | null;
}
