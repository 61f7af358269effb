import type { PdfFile } from '../pades/reader/pdf-file.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import type { OcspResponse } from '../pki/reading/ocsp-response.ts';
import type { RevocationList } from '../pki/reading/revocation-list.ts';
import type { SignedData } from '../pki/reading/signed-data.ts';
import { revocationDataIn } from './archived-revocation.ts';
import type { EvidencePool, EvidenceSource } from './evidence-pool.ts';
import { readSecurityStores } from './security-store.ts';

/** What the caller knows beside the file, e.g. the lists of its own CA which are in force. */
export interface GivenEvidence {
  readonly certificates?: readonly Certificate[];
  readonly revocationLists?: readonly RevocationList[];
  readonly ocspResponses?: readonly OcspResponse[];
}

/** A CMS and the first revision whose document timestamp is over all of it. */
export interface PlacedCms {
  readonly cms: SignedData;
  readonly source: EvidenceSource;
  readonly coveredFrom: number;
}

/** @returns the first revision with a security store, or null */
export function gatherEvidence(
  pool: EvidencePool,
  pdf: PdfFile,
  containers: readonly PlacedCms[],
  given: GivenEvidence,
): number | null {
  // The caller's first: the bounds on what a file may bring must not crowd it out.
  for (const certificate of given.certificates ?? []) pool.addCertificate(certificate, 'given', null);
  for (const data of [...(given.revocationLists ?? []), ...(given.ocspResponses ?? [])]) {
    pool.addRevocation(data, 'given', null);
  }
  for (const { cms, source, coveredFrom } of containers) {
    for (const certificate of cms.certificates) pool.addCertificate(certificate, source, coveredFrom);
    pool.readRevocation(revocationDataIn(cms), source, coveredFrom);
  }
  return readSecurityStores(pdf, pool);
}
