import { embeddedCertificates } from '../pades/embedded-certificates.ts';
import { foreignSignerChain } from '../pki/foreign-signer-chain.ts';
import { readCertificate } from '../pki/reading/certificate.ts';
import { foreignRoots } from '../pki/stored-foreign-trust.ts';
import { RevocationListStale } from '../pki/stored-revocation-list.ts';
import { TimestampRefused } from '../pki/timestamp-refused.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * The lists in force of whoever issued the certificates of signers' own (ETSI EN 319 142-1 §6.3), DER; none where all
 * signers have ours. Throws RevocationListStale.
 */
export async function signerLists(
  { registry, clock, foreignLists }: Pick<Ports, 'registry' | 'clock' | 'foreignLists'>,
  revision: Uint8Array,
): Promise<readonly Uint8Array[]> {
  if ((await foreignRoots(registry, 'signature')).length === 0) return [];
  const certificates = embeddedCertificates(revision).map(readCertificate);
  const lists: Uint8Array[] = [];
  for (const leaf of certificates.filter(({ extensions }) => !extensions.isCa)) {
    const found = await foreignSignerChain(registry, [leaf, ...certificates], clock.now());
    if (!found.trusted) continue;
    if (!foreignLists) throw new RevocationListStale('no source of foreign revocation lists is configured');
    try {
      lists.push(...(await foreignLists(found.chain)));
    } catch (cause) {
      if (cause instanceof TimestampRefused) throw new RevocationListStale(cause.message, { cause });
      throw cause;
    }
  }
  return lists;
}
