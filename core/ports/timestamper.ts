/** A time-stamping authority: the TimeStampToken (RFC 3161 §2.4.2, DER ContentInfo) over a SHA-256 digest. */
export type Timestamper = (sha256Digest: Uint8Array) => Promise<Uint8Array>;

/** No authority answered with a usable token. Without one nothing is signed and nothing sealed. */
export class TimestampUnavailable extends Error {
  override readonly name = 'TimestampUnavailable';
}
