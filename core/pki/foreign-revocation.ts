import { type RevocationSource, RevocationUnavailable } from '../ports/revocation-source.ts';
import { equalBytes, hex } from './reading/bytes.ts';
import type { Certificate } from './reading/certificate.ts';
import { child, type DerNode, readWholeDer } from './reading/der-node.ts';
import { derTime } from './reading/der-time.ts';
import { listAddresses } from './reading/list-addresses.ts';
import { dotted } from './reading/object-identifier.ts';
import { PkiMalformed } from './reading/pki-malformed.ts';
import { signatureIsGood } from './reading/signature-check.ts';
import { signatureScheme } from './reading/signature-scheme.ts';
import { TimestampRefused } from './timestamp-refused.ts';

const issuingDistributionPoint = '2.5.29.28';
/** Between our clock and the issuer's. */
const tolerance = 5 * 60_000;

/**
 * The CRLs in force, DER, which show that no certificate of a chain is revoked; the trusted one at its end needs none.
 * @param chain the leaf first, the trusted certificate last
 * Throws TimestampRefused `revoked`, or `revocation-unknown` where a list cannot be had or may not be relied on.
 */
export async function revocationListsOf(
  chain: readonly Certificate[],
  source: RevocationSource,
  at: Date,
): Promise<Uint8Array[]> {
  const lists: Uint8Array[] = [];
  for (const [index, certificate] of chain.entries()) {
    const issuer = chain[index + 1];
    if (issuer) lists.push(await listFor(certificate, issuer, source, at));
  }
  return lists;
}

/** The first address with a list that may be relied on decides. */
async function listFor(
  certificate: Certificate,
  issuer: Certificate,
  source: RevocationSource,
  at: Date,
): Promise<Uint8Array> {
  const reasons: string[] = [];
  for (const address of listAddresses(certificate))
    try {
      const list = await source(address);
      const refusal = await judgeList(list, certificate, issuer, { at, address });
      if (refusal === null) return list;
      reasons.push(`${address}: ${refusal}`);
    } catch (error) {
      if (!(error instanceof RevocationUnavailable || error instanceof PkiMalformed)) throw error;
      reasons.push(`${address}: ${error.message}`);
    }
  const why = reasons.length > 0 ? reasons.join('; ') : 'it names no list';
  throw new TimestampRefused('revocation-unknown', `${certificate.subjectText}: ${why}`);
}

/** RFC 5280 §6.3.3 for a complete list of the certificate's own issuer; null when it says that all is well. */
async function judgeList(
  list: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  { at, address }: { readonly at: Date; readonly address: string },
): Promise<string | null> {
  const whole = readWholeDer(list);
  const tbs = child(whole, 0, 0x30);
  const parts = [...tbs.children];
  if (parts[0]?.tag === 0x02) parts.shift();
  const [inner, name, from, ...rest] = parts;
  const algorithm = child(whole, 1, 0x30).raw;
  if (!inner || !equalBytes(inner.raw, algorithm)) return 'its two signature algorithms differ';
  if (!name || !equalBytes(name.raw, issuer.subject)) return 'it is of another issuer';
  if (issuer.extensions.keyUsage && !issuer.extensions.keyUsage.has('cRLSign'))
    return 'the key of its issuer may not sign lists';
  const scheme = signatureScheme(algorithm);
  const signature = child(whole, 2, 0x03).content.subarray(1);
  if (!(await signatureIsGood(scheme, issuer.publicKeyInfo, signature, tbs.raw)))
    return 'it is not signed by the issuer';
  const thisUpdate = derTime(from);
  const nextUpdate = derTime(rest[0]);
  if (thisUpdate === null || thisUpdate.getTime() > at.getTime() + tolerance) return 'it is not yet in force';
  if (nextUpdate === null || nextUpdate <= at) return 'it has ended, or does not say when it ends';
  const unread = scopeRefusal(rest.find(({ tag }) => tag === 0xa0)?.children[0], certificate, address);
  if (unread !== null) return unread;
  const entries = rest.find(({ tag }) => tag === 0x30)?.children ?? [];
  if (entries.some((entry) => hex(child(entry, 0, 0x02).content) === certificate.serial))
    throw new TimestampRefused('revoked', `${certificate.subjectText} is on the list of ${address}`);
  // An entry which speaks of another issuer's certificates makes the list an indirect one (§5.3.3).
  const foreign = entries.some((entry) => entry.children[2] && hasCritical(entry.children[2]));
  return foreign ? 'an entry has a critical extension' : null;
}

const isCritical = ({ children }: DerNode): boolean =>
  children[1]?.tag === 0x01 && children[1].content[0] === 0xff;
const hasCritical = (extensions: DerNode): boolean => extensions.children.some(isCritical);

/** §5.2: of what is critical only the scope is read: a part of the issuer's certificates, to which this one belongs. */
function scopeRefusal(
  extensions: DerNode | undefined,
  certificate: Certificate,
  address: string,
): string | null {
  for (const extension of extensions?.children ?? []) {
    const id = dotted(extension.children[0]);
    if (id !== issuingDistributionPoint) {
      if (isCritical(extension)) return `critical extension ${id} is not evaluated`;
      continue;
    }
    for (const part of readWholeDer(child(extension, extension.children.length - 1, 0x04).content).children) {
      const set = part.content[0] === 0xff;
      if (part.tag === 0xa0) {
        const names = part.children[0]?.children ?? [];
        if (
          !names.some(
            ({ tag, content }) => tag === 0x86 && Buffer.from(content).toString('latin1') === address,
          )
        )
          return 'it is published for other certificates';
      } else if (part.tag === 0x81 || part.tag === 0x82) {
        if (set && (part.tag === 0x82) !== certificate.extensions.isCa) return 'it is for other certificates';
      } else return 'it is not a complete list of its issuer';
    }
  }
  return null;
}
