import { der, derObjectIdentifier, tags } from './der.ts';

const sha256 = '2.16.840.1.101.3.4.2.1';

export type TimestampRequest = {
  /** DER TimeStampReq. */
  readonly bytes: Uint8Array;
  /** SHA-256 of what is to be stamped. */
  readonly imprint: Uint8Array;
  /** Content of the INTEGER. */
  readonly nonce: Uint8Array;
};

/**
 * A TimeStampReq (RFC 3161 §2.4.1) over a SHA-256 digest (ETSI EN 319 422 §4.1), which asks for the certificates too:
 * without them nobody could judge the token later.
 * @param random 8 bytes, of which 62 bits go into the nonce
 * @param policy asked for where only one is acceptable, dotted OID
 */
export function timestampRequest(
  sha256Digest: Uint8Array,
  random: Uint8Array,
  policy?: string,
): TimestampRequest {
  if (sha256Digest.length !== 32 || random.length !== 8) {
    throw new Error(
      `timestamp: expected 32 bytes of digest and 8 random ones, got ${sha256Digest.length} and ${random.length}`,
    );
  }
  const nonce = new Uint8Array(random);
  // Positive and without padding, so that the answer repeats these very bytes (X.690 §8.3.2).
  nonce[0] = ((random[0] ?? 0) & 0x3f) | 0x40;
  const imprint = new Uint8Array(sha256Digest);
  const bytes = der(
    tags.sequence,
    der(tags.integer, Uint8Array.of(1)),
    der(tags.sequence, der(tags.sequence, derObjectIdentifier(sha256)), der(tags.octetString, imprint)),
    ...(policy === undefined ? [] : [derObjectIdentifier(policy)]),
    der(tags.integer, nonce),
    der(tags.boolean, Uint8Array.of(0xff)),
  );
  return { bytes, imprint, nonce };
}
