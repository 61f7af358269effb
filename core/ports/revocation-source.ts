/**
 * What an issuer publishes: the bytes of the CRL at an http(s) address which one of its certificates names. Throws
 * RevocationUnavailable. What came is judged by the core.
 */
export type RevocationSource = (url: string) => Promise<Uint8Array>;

export class RevocationUnavailable extends Error {
  override readonly name = 'RevocationUnavailable';
}
