import * as z from 'zod';
import type { Ports } from '../ports/ports.ts';
import type { Registry } from '../ports/registry.ts';
import { equalBytes } from './reading/bytes.ts';
import { type Certificate, readCertificate } from './reading/certificate.ts';
import type { TrustPurpose } from './reading/trust-list.ts';

const trustKey = (purpose: TrustPurpose) => `trust#${purpose}`;
const stored = z.strictObject({
  roots: z.array(z.strictObject({ certificate: z.base64(), since: z.iso.datetime() })),
});

/**
 * Roots of foreign authorities for one purpose, in the registry, so that every door judges by the same list, and
 * documents which were stamped or signed under one years ago are still judged when nobody asks it any more. A
 * time-stamping authority's root is never trusted for signatures, nor a signer's for timestamps.
 */
export async function foreignRoots(
  registry: Registry,
  purpose: TrustPurpose,
): Promise<readonly Certificate[]> {
  const item = await registry.load(trustKey(purpose));
  if (!item) return [];
  return stored
    .parse(item.body)
    .roots.map(({ certificate }) => readCertificate(new Uint8Array(Buffer.from(certificate, 'base64'))));
}

/** Adds what is not there yet; an operator's act, no function may do it. Answers how many were new. */
export async function trustForeignRoots(
  { registry, clock }: Pick<Ports, 'registry' | 'clock'>,
  purpose: TrustPurpose,
  roots: readonly Certificate[],
): Promise<number> {
  const key = trustKey(purpose);
  for (;;) {
    const item = await registry.load(key);
    const before = item ? stored.parse(item.body).roots : [];
    const known = before.map(({ certificate }) => new Uint8Array(Buffer.from(certificate, 'base64')));
    const added = roots.filter(({ der }) => !known.some((one) => equalBytes(one, der)));
    if (added.length === 0) return 0;
    const since = clock.now().toISOString();
    const saved = await registry.save({
      key,
      version: (item?.version ?? 0) + 1,
      body: {
        roots: [
          ...before,
          ...added.map(({ der }) => ({ certificate: Buffer.from(der).toString('base64'), since })),
        ],
      },
    });
    if (saved === 'saved') return added.length;
  }
}
