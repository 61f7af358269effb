/** Named in every report: a verdict without its rules cannot be repeated. Raise the version with any rule. */
export const verificationPolicy = { name: 'ikrar-verification', version: '6' } as const;

const day = 86_400_000;

/**
 * Revocation data speaks for times up to its nextUpdate (EN 319 102-1 §5.2.5 without a set age), yet no longer than
 * this after thisUpdate, ms: an issuer which promises nothing new for years says little about people. CAs and
 * time-stamping authorities stand under roots whose keys are used once a year.
 */
export const longestRevocationAge = { person: 35 * day, authority: 400 * day } as const;

/** Two authorities' clocks may differ by this, ms; what is later by more contradicts (EN 319 102-1 §5.5.4, step 4). */
export const clockTolerance = 60_000;

/**
 * RSA keys shorter than `bits` are relied on for what is proven to have existed before `until` (ETSI TS 119 312
 * V1.5.1, key sizes); shorter ones than 2048 never, and SHA-1 never. P-256 and longer have no end yet.
 */
export const rsaHorizon = { bits: 3000, until: new Date('2029-01-01T00:00:00Z') } as const;

/**
 * Bounds of the work which a file may ask for. What lies beyond is not read; that is told as a finding, for nobody
 * knows what it would have said. The certificates of one CMS are bounded by `mostCmsCertificates`.
 */
export const mostEvidence = {
  certificates: 300,
  revocationData: 300,
  /** CRLs and OCSP responses of one file together: one of a megabyte has tens of thousands of entries. */
  revocationBytes: 8 * 1024 * 1024,
  /** Entries of all lists and dictionaries of the security store of one revision, shared ones counted again. */
  storeItems: 100_000,
  /** On one signature. */
  timestamps: 8,
  /** Signatures over certificates, lists and answers which are checked in one file. */
  keyOperations: 5_000,
  /** Widgets of signature fields whose places on the pages are compared, each with all others. */
  places: 2_000,
} as const;
