/** ETSI EN 319 102-1 §5.1.3. */
export type Indication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';

/** ETSI EN 319 102-1 §5.1.3, those used here. */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'NOT_YET_VALID'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'REVOKED'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'REVOCATION_OUT_OF_BOUNDS_NO_POE'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'TRY_LATER'
  | 'NO_SIGNATURE'
  | 'GENERIC';

type Severity = readonly ['failed' | 'indeterminate', SubIndication] | readonly ['note', null];

/**
 * Every finding a rule can make, and what it means for the signature. `failed` makes the file not valid,
 * `indeterminate` makes it impossible to tell, a `note` is told and changes nothing.
 */
export const findingKinds = {
  'malformed-file': ['failed', 'FORMAT_FAILURE'],
  'malformed-unsigned-file': ['indeterminate', 'FORMAT_FAILURE'],
  'no-signature': ['indeterminate', 'NO_SIGNATURE'],
  'internal-error': ['indeterminate', 'GENERIC'],
  'signature-removed': ['failed', 'FORMAT_FAILURE'],
  'signature-shared': ['failed', 'FORMAT_FAILURE'],
  'field-name-twice': ['failed', 'FORMAT_FAILURE'],
  'byte-range-malformed': ['failed', 'FORMAT_FAILURE'],
  'byte-range-gap': ['failed', 'FORMAT_FAILURE'],
  'byte-range-end': ['failed', 'FORMAT_FAILURE'],
  'signature-outside-revision': ['failed', 'FORMAT_FAILURE'],
  'contents-malformed': ['failed', 'FORMAT_FAILURE'],
  'contents-padding': ['failed', 'FORMAT_FAILURE'],
  'sub-filter-unsupported': ['indeterminate', 'SIG_CONSTRAINTS_FAILURE'],
  'cms-malformed': ['failed', 'FORMAT_FAILURE'],
  'cms-limit': ['indeterminate', 'GENERIC'],
  'evidence-limit': ['indeterminate', 'GENERIC'],
  'cms-content-inside': ['failed', 'FORMAT_FAILURE'],
  'cms-signer-count': ['failed', 'FORMAT_FAILURE'],
  'cms-attributes-missing': ['failed', 'FORMAT_FAILURE'],
  'cms-attribute-repeated': ['failed', 'FORMAT_FAILURE'],
  'cms-content-type': ['failed', 'FORMAT_FAILURE'],
  'cms-algorithm-mismatch': ['failed', 'FORMAT_FAILURE'],
  'signing-certificate-mismatch': ['failed', 'FORMAT_FAILURE'],
  'signing-certificate-missing': ['indeterminate', 'SIG_CONSTRAINTS_FAILURE'],
  'signing-certificate-old': ['indeterminate', 'SIG_CONSTRAINTS_FAILURE'],
  'signing-time-present': ['indeterminate', 'SIG_CONSTRAINTS_FAILURE'],
  'dictionary-not-baseline': ['indeterminate', 'SIG_CONSTRAINTS_FAILURE'],
  'certificate-not-found': ['indeterminate', 'NO_SIGNING_CERTIFICATE_FOUND'],
  'algorithm-not-accepted': ['indeterminate', 'CRYPTO_CONSTRAINTS_FAILURE'],
  'digest-mismatch': ['failed', 'HASH_FAILURE'],
  'signature-wrong': ['failed', 'SIG_CRYPTO_FAILURE'],
  'issuer-not-trusted': ['indeterminate', 'NO_CERTIFICATE_CHAIN_FOUND'],
  'revoked-before-signing': ['failed', 'REVOKED'],
  'certificate-revoked': ['indeterminate', 'REVOKED_NO_POE'],
  'authority-revoked': ['indeterminate', 'REVOKED_CA_NO_POE'],
  'certificate-on-hold': ['indeterminate', 'TRY_LATER'],
  'certificate-not-yet-valid': ['indeterminate', 'NOT_YET_VALID'],
  'certificate-out-of-validity': ['indeterminate', 'OUT_OF_BOUNDS_NO_POE'],
  'timestamp-order': ['indeterminate', 'TIMESTAMP_ORDER_FAILURE'],
  'algorithm-outdated': ['indeterminate', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
  'chain-constraints': ['indeterminate', 'CHAIN_CONSTRAINTS_FAILURE'],
  'key-usage': ['indeterminate', 'CHAIN_CONSTRAINTS_FAILURE'],
  'revocation-unproven': ['indeterminate', 'REVOCATION_OUT_OF_BOUNDS_NO_POE'],
  'revocation-stale': ['indeterminate', 'TRY_LATER'],
  'revocation-unknown': ['indeterminate', 'TRY_LATER'],
  'changed-after-signing': ['failed', 'FORMAT_FAILURE'],
  'certification-violated': ['failed', 'FORMAT_FAILURE'],
  'certification-twice': ['failed', 'FORMAT_FAILURE'],
  'certification-late': ['indeterminate', 'SIG_CONSTRAINTS_FAILURE'],
  'field-locked': ['failed', 'FORMAT_FAILURE'],
  'timestamp-broken': ['indeterminate', 'SIG_CONSTRAINTS_FAILURE'],
  'document-timestamp-broken': ['failed', 'FORMAT_FAILURE'],
  'timestamp-unsupported': ['indeterminate', 'SIG_CONSTRAINTS_FAILURE'],
  'timestamp-not-trusted': ['note', null],
  'timestamp-expired': ['note', null],
  'timestamp-revoked': ['note', null],
  'timestamp-revocation-unknown': ['note', null],
  'certificate-revoked-later': ['note', null],
  'validation-data-unread': ['note', null],
  'not-pades': ['note', null],
  'container-not-der': ['note', null],
  'information-updated': ['note', null],
  'new-visible-field': ['note', null],
  'widget-overlap': ['note', null],
  'widget-outside-page': ['note', null],
  'widget-without-size': ['note', null],
  'claimed-time-outside-validity': ['note', null],
  'active-content': ['note', null],
  'content-outside-file': ['indeterminate', 'SIG_CONSTRAINTS_FAILURE'],
} as const satisfies Record<string, Severity>;

export type FindingCode = keyof typeof findingKinds;

export interface Finding {
  readonly code: FindingCode;
  /** For experts, in English: which object, which attribute, what was expected. */
  readonly detail: string;
}

export function finding(code: FindingCode, detail: string): Finding {
  return { code, detail };
}

export interface Judgement {
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
}

/** The gravest finding decides; none means passed. */
export function judge(findings: readonly Finding[]): Judgement {
  for (const severity of ['failed', 'indeterminate'] as const) {
    for (const { code } of findings) {
      const [found, subIndication] = findingKinds[code];
      if (found !== severity) continue;
      return { indication: severity === 'failed' ? 'TOTAL-FAILED' : 'INDETERMINATE', subIndication };
    }
  }
  return { indication: 'TOTAL-PASSED', subIndication: null };
}
