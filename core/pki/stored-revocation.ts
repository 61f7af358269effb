import * as z from 'zod';
import type { Registry } from '../ports/registry.ts';
import { type ListIssuer, type Revocation, revocationReasons } from './revocation-list.ts';

export const storedRevocationList = z.strictObject({
  number: z.int().positive(),
  thisUpdate: z.iso.datetime(),
  nextUpdate: z.iso.datetime(),
  list: z.base64(),
  revoked: z.array(
    z.strictObject({
      serialNumber: z.string().regex(/^[0-9a-f]+$/),
      revokedAt: z.iso.datetime(),
      reason: z.enum(revocationReasons),
    }),
  ),
});

export const listKey = (issuer: ListIssuer): string => `crl#${issuer}`;

/** What one CA has revoked, oldest first. */
export async function revocationsOf(registry: Registry, issuer: ListIssuer): Promise<readonly Revocation[]> {
  const item = await registry.load(listKey(issuer));
  const revoked = item ? storedRevocationList.parse(item.body).revoked : [];
  return revoked.map((entry) => ({ ...entry, revokedAt: new Date(entry.revokedAt) }));
}
