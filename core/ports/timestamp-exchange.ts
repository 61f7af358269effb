/**
 * One time-stamping authority on the network: a DER TimeStampReq out, the bytes of its answer back (RFC 3161 §3.4).
 * Throws TimestampRefused `unreachable`, `content-type`, `too-large`; what the answer says is judged by the core.
 */
export type TimestampExchange = (request: Uint8Array) => Promise<Uint8Array>;
