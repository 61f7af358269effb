import type { Certificate } from '../pki/reading/certificate.ts';
import { child, readWholeDer } from '../pki/reading/der-node.ts';
import { algorithmOf } from '../pki/reading/object-identifier.ts';
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
  return signers
    .filter((certificate) => provenAt >= rsaHorizon.until && rsaBits(certificate) < rsaHorizon.bits)
    .map(({ subjectText }) =>
      finding('algorithm-outdated', `${subjectText}: RSA below ${rsaHorizon.bits} bits`),
    );
}

/** Infinity for other keys: their curves are judged where signatures are. */
function rsaBits({ publicKeyInfo }: Certificate): number {
  const info = readWholeDer(publicKeyInfo);
  if (!rsa.has(algorithmOf(info.children[0]))) return Number.POSITIVE_INFINITY;
  const modulus = child(readWholeDer(child(info, 1, 0x03).content.subarray(1)), 0, 0x02).content;
  const leading = modulus[0] === 0 ? 1 : 0;
  return (modulus.length - leading) * 8 - Math.clz32(modulus[leading] ?? 0) + 24;
}
