import { readWholeDer } from '../pki/reading/der-node.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import type { EmbeddedRevocationData, SignedData } from '../pki/reading/signed-data.ts';
import { oid } from './object-identifiers.ts';

/**
 * Revocation data inside a CMS: its `crls` field, and adbe-revocationInfoArchival of files from before the security
 * store (ISO 32000-1 §12.8.3.3.2): SEQUENCE { [0] CRLs, [1] OCSP responses, [2] others }, a signed attribute there,
 * an unsigned one with some writers. The issuer's signature over each value decides, not where it stands.
 */
export function revocationDataIn({ revocationData, signers }: SignedData): EmbeddedRevocationData {
  const lists = [...revocationData.lists];
  const ocspResponses = [...revocationData.ocspResponses];
  const attributes = signers.flatMap(({ signedAttributes, unsignedAttributes }) => [
    ...signedAttributes,
    ...unsignedAttributes,
  ]);
  for (const { oid: id, values } of attributes) {
    if (id !== oid.revocationArchival) continue;
    for (const value of values) {
      try {
        for (const { tag, children } of readWholeDer(value).children) {
          const into = tag === 0xa0 ? lists : tag === 0xa1 ? ocspResponses : null;
          for (const { raw } of children[0]?.children ?? []) into?.push(raw);
        }
      } catch (error) {
        // Evidence which cannot be read is no evidence; the attribute's own signature is judged elsewhere.
        if (!(error instanceof PkiMalformed)) throw error;
      }
    }
  }
  return { lists, ocspResponses };
}
