import { foreignSignerChain } from '../pki/foreign-signer-chain.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { KeyNotAccepted, signingAlgorithm } from '../pki/signing-algorithm.ts';
import { TimestampRefused } from '../pki/timestamp-refused.ts';
import type { Ports } from '../ports/ports.ts';
import { keyUsageRule } from '../verification/key-usage-rule.ts';

/** Why a certificate of somebody's own may not sign here. */
export type CertificateRefusal =
  /** RSA below 2048 bits, RSASSA-PSS alone, or a curve other than P-256 and P-384. */
  | 'weak-key'
  /** Its keyUsage or extendedKeyUsage is for other things. */
  | 'purpose'
  /** It may issue certificates: that is nobody's own. */
  | 'authority'
  | 'not-in-force'
  /** No sound path, with hashes that are still relied on, to a root which the operator trusts for signers. */
  | 'untrusted'
  | 'revoked';

export type CertificateJudgement =
  | {
      readonly outcome: 'sound';
      /** The leaf first, the trusted root last. */
      readonly chain: readonly Certificate[];
      readonly revocation:
        | { readonly status: 'good'; readonly lists: readonly Uint8Array[] }
        | { readonly status: 'unknown' };
    }
  | { readonly outcome: 'refused'; readonly code: CertificateRefusal };

/** Key, purpose, validity, issuer and revocation of a certificate which we did not issue, as of now. */
export async function judgeCertificate(
  { registry, clock, foreignLists }: Pick<Ports, 'registry' | 'clock' | 'foreignLists'>,
  certificates: readonly [Certificate, ...Certificate[]],
): Promise<CertificateJudgement> {
  const [leaf] = certificates;
  const refused = (code: CertificateRefusal) => ({ outcome: 'refused', code }) as const;
  try {
    signingAlgorithm(leaf.publicKeyInfo);
  } catch (error) {
    if (error instanceof KeyNotAccepted) return refused('weak-key');
    throw error;
  }
  if (leaf.extensions.isCa || leaf.extensions.keyUsage?.has('keyCertSign')) return refused('authority');
  if (keyUsageRule(leaf).length > 0) return refused('purpose');
  const now = clock.now();
  if (now < leaf.notBefore || now > leaf.notAfter) return refused('not-in-force');
  const found = await foreignSignerChain(registry, certificates, now);
  if (!found.trusted) return refused(found.fault === 'out-of-validity' ? 'not-in-force' : 'untrusted');
  const { chain } = found;
  // The root trusts itself: a leaf of which it is the whole path has no issuer who could revoke it.
  if (chain.length === 1) return refused('untrusted');
  if (!foreignLists) return { outcome: 'sound', chain, revocation: { status: 'unknown' } };
  try {
    return { outcome: 'sound', chain, revocation: { status: 'good', lists: await foreignLists(chain) } };
  } catch (error) {
    if (!(error instanceof TimestampRefused)) throw error;
    if (error.code === 'revoked') return refused('revoked');
    return { outcome: 'sound', chain, revocation: { status: 'unknown' } };
  }
}
