import type { Clock } from '../ports/clock.ts';
import type { ForeignLists } from '../ports/foreign-lists.ts';
import { type RevocationSource, RevocationUnavailable } from '../ports/revocation-source.ts';
import { crlRule } from '../verification/crl-rule.ts';
import { SignatureMemo } from '../verification/signature-memo.ts';
import { hex } from './reading/bytes.ts';
import type { Certificate } from './reading/certificate.ts';
import { listAddresses } from './reading/list-addresses.ts';
import { PkiMalformed } from './reading/pki-malformed.ts';
import { readRevocationList } from './reading/revocation-list.ts';
import { TimestampRefused } from './timestamp-refused.ts';

/** A chain shown not to be revoked is not asked about again for so long, and never beyond its lists. */
const goodFor = 10 * 60_000;

type Shown = { readonly at: number; readonly until: number; readonly lists: readonly Uint8Array[] };

/** One of these serves a process: signing, sealing and the check of each token share what it fetched. */
export function foreignLists(source: RevocationSource, clock: Clock): ForeignLists {
  const known = new Map<string, Shown>();
  return async (chain) => {
    const now = clock.now();
    const key = chain.map(({ der }) => hex(der)).join();
    const before = known.get(key);
    // A clock put back must not make old lists young.
    if (before && Math.abs(now.getTime() - before.at) < goodFor && now.getTime() < before.until)
      return before.lists;
    const memo = new SignatureMemo();
    const found: ListInForce[] = [];
    for (const [index, certificate] of chain.entries()) {
      const issuer = chain[index + 1];
      if (issuer) found.push(await listFor(certificate, issuer, { source, now, memo }));
    }
    const lists = found.map(({ list }) => list);
    const until = Math.min(...found.map(({ freshUntil }) => freshUntil.getTime()));
    known.set(key, { at: now.getTime(), until, lists });
    return lists;
  };
}

type ListInForce = { readonly list: Uint8Array; readonly freshUntil: Date };
type Desk = { readonly source: RevocationSource; readonly now: Date; readonly memo: SignatureMemo };

/** The first address with a list that may be relied on decides, by the verifier's rules. */
async function listFor(certificate: Certificate, issuer: Certificate, desk: Desk): Promise<ListInForce> {
  const reasons: string[] = [];
  for (const address of listAddresses(certificate))
    try {
      const list = await desk.source(address);
      const answer = await ask(list, certificate, issuer, desk);
      if (typeof answer !== 'string') return { list, freshUntil: answer };
      reasons.push(`${address}: ${answer}`);
    } catch (error) {
      if (!(error instanceof RevocationUnavailable || error instanceof PkiMalformed)) throw error;
      reasons.push(`${address}: ${error.message}`);
    }
  const why = reasons.length > 0 ? reasons.join('; ') : 'it names no list';
  throw new TimestampRefused('revocation-unknown', `${certificate.subjectText}: ${why}`);
}

/** Until when the list says that all is well, or why it does not. Throws TimestampRefused `revoked`. */
async function ask(
  der: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  { now, memo }: Desk,
): Promise<Date | string> {
  const data = readRevocationList(der);
  const item = { data, sources: new Set(['given' as const]), coveredFrom: null, storedFrom: null };
  const answer = await crlRule(item, data, certificate, issuer, { now, memo });
  if (answer === null) return 'it speaks of other certificates';
  if ('refused' in answer) return answer.refused;
  if (answer.status === 'revoked')
    throw new TimestampRefused('revoked', `${certificate.subjectText} is on the list of ${data.issuerText}`);
  return answer.freshUntil > now ? answer.freshUntil : `it spoke until ${answer.freshUntil.toISOString()}`;
}
