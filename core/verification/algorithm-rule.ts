import type { Certificate } from '../pki/reading/certificate.ts';
import { child, readWholeDer } from '../pki/reading/der-node.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { type Finding, finding } from './finding.ts';
import { rsaHorizon } from './policy.ts';

/** rsaEncryption and id-RSASSA-PSS (RFC 4055 §1.2). */
const rsa = new Set(['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10']);

/**
 * EN 319 102-1 §5.2.8 and §5.6.2.4: each key of the path was long enough when what it signed is known to have
 * existed. The trusted certificate is relied on as it is; hashes no longer accepted never get this far.
 */
export function algorithmRule(chain: readonly Certificate[], provenAt: Date): Finding[] {
  const signers = chain.length === 1 ? chain : chain.slice(0, -1);
  return signers.flatMap((certificate) => {
    const { subjectText } = certificate;
    const until = keyReliedOnUntil(certificate);
    if (until === 'unreadable') {
      return [finding('algorithm-not-accepted', `${subjectText}: its RSA key cannot be read`)];
    }
    return until && provenAt > until
      ? [finding('algorithm-outdated', `${subjectText}: RSA below ${rsaHorizon.bits} bits`)]
      : [];
  });
}

/** The last time at which what the key signed may be proven; null: no end is known yet. Curves are judged where signatures are. */
export function keyReliedOnUntil({ keyAlgorithm, keyBits }: Certificate): Date | null | 'unreadable' {
  if (!rsa.has(keyAlgorithm)) return null;
  try {
    const modulus = child(readWholeDer(keyBits), 0, 0x02).content;
    const leading = modulus[0] === 0 ? 1 : 0;
    const bits = (modulus.length - leading) * 8 - Math.clz32(modulus[leading] ?? 0) + 24;
    return bits < rsaHorizon.bits ? new Date(rsaHorizon.until.getTime() - 1) : null;
  } catch (error) {
    if (!(error instanceof PkiMalformed)) throw error;
    return 'unreadable';
  }
}
