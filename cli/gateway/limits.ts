/** What an HTTP API in front of Lambda allows; the local gateway allows no more. */
export type GatewayLimits = {
  /** HTTP API: an integration answers within 30 s, and this cannot be raised. */
  readonly timeoutMs: number;
  /** HTTP API: 10 MB of body. Where less is set, a route whose form is larger takes that much more. */
  readonly requestBytes: number;
  /** What bodies under way hold beyond `requestBytes`, all together; AWS has room for each. */
  readonly heldBytes: number;
  /** Lambda: a synchronous event or result is at most 6 MB, as JSON, base64 included. */
  readonly payloadBytes: number;
  /** HTTP API: request line and header values together. */
  readonly headerBytes: number;
};

export const awsLimits: GatewayLimits = {
  timeoutMs: 30_000,
  requestBytes: 10 * 1024 * 1024,
  heldBytes: Number.POSITIVE_INFINITY,
  payloadBytes: 6 * 1024 * 1024,
  headerBytes: 10_240,
};
