import type { Certificate } from '../pki/reading/certificate.ts';

/**
 * The CRLs in force, DER, which show that no certificate of a foreign chain is revoked; the trusted one at its end
 * needs none.
 * @param chain the leaf first, the trusted certificate last
 * Throws TimestampRefused `revoked`, or `revocation-unknown` where a list cannot be had or may not be relied on.
 */
export type ForeignLists = (chain: readonly Certificate[]) => Promise<readonly Uint8Array[]>;
