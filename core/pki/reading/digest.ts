import { webBytes } from './bytes.ts';

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

const hashes = new Map<string, HashName>([
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);

/** The hash of an OID; undefined for MD5, SHA-1 and everything else which is not accepted. */
export function hashOf(oid: string): HashName | undefined {
  return hashes.get(oid);
}

/** Hashes what somebody signed, by the algorithm that turns out to have been used. */
export type Digester = (hash: HashName) => Promise<Uint8Array>;

export const digesterOf =
  (bytes: Uint8Array): Digester =>
  (hash) =>
    digest(hash, bytes);

const ofValues = new WeakMap<object, Promise<Uint8Array>>();

/** SHA-256 over a value which was read and never changes: its fingerprint, asked for again and again. */
export function fingerprint(value: { readonly der: Uint8Array }): Promise<Uint8Array> {
  const known = ofValues.get(value) ?? digest('SHA-256', value.der);
  ofValues.set(value, known);
  return known;
}

export async function digest(hash: HashName, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(hash, webBytes(bytes)));
}
