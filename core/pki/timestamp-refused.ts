/** Why the answer of a time-stamping authority is not used. */
export type TimestampRefusalCode =
  /** No answer in time, or none with HTTP status 200. */
  | 'unreachable'
  /** Not application/timestamp-reply (RFC 3161 §3.4). */
  | 'content-type'
  | 'too-large'
  /** Not one DER TimeStampResp with one TimeStampToken, or bytes after it. */
  | 'malformed'
  /** The authority refused (RFC 3161 §2.4.2); the message has its reasons. */
  | 'not-granted'
  | 'imprint'
  | 'nonce'
  | 'policy'
  /** The authority's certificate is not in the token. */
  | 'certificate-missing'
  /** Its key is for other things than time-stamping too, or the purpose is not critical (RFC 3161 §2.3). */
  | 'certificate-purpose'
  /** The signed name of the certificate is absent or another's (ESS, RFC 5816). */
  | 'certificate-binding'
  | 'signature'
  /** No chain to a root trusted for timestamps at that time. */
  | 'chain'
  /** Far from our own clock. */
  | 'time'
  | 'revoked'
  /** Whether its certificates are revoked cannot be found out. */
  | 'revocation-unknown';

/** The next authority may do better; where none is left, nothing is signed. */
export class TimestampRefused extends Error {
  override readonly name = 'TimestampRefused';
  readonly code: TimestampRefusalCode;
  constructor(code: TimestampRefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
