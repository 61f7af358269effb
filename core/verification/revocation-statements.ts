import type { Certificate } from '../pki/reading/certificate.ts';
import { crlRule } from './crl-rule.ts';
import type { EvidencePool, RevocationItem } from './evidence-pool.ts';
import { ocspRule, type ResponderCheck } from './ocsp-rule.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import type { RevocationStatement } from './revocation-statement.ts';
import type { SignatureMemo } from './signature-memo.ts';

export interface Statements {
  readonly found: readonly RevocationStatement[];
  /** Sound, but not proven to have existed while its issuer could be relied on. */
  readonly unproven: readonly RevocationStatement[];
  /** Why data which names the certificate's issuer was not used, for experts. */
  readonly refused: readonly string[];
}

export interface EvidenceDesk {
  readonly pool: EvidencePool;
  readonly proofs: ProofsOfExistence;
  readonly memo: SignatureMemo;
  /** The time judged for. */
  readonly now: Date;
}

/**
 * What all data at hand say of a certificate.
 * @param reliable until when the issuer can be relied on: data must be proven to have existed by then
 */
export async function statementsAbout(
  desk: EvidenceDesk,
  certificate: Certificate,
  issuer: Certificate,
  reliable: Date,
): Promise<Statements> {
  const found: RevocationStatement[] = [];
  const unproven: RevocationStatement[] = [];
  const refused: string[] = [];
  for (const item of desk.pool.revocation) {
    const answer = await ask(desk, item, certificate, issuer, reliable);
    if (answer === null) continue;
    if ('refused' in answer) refused.push(`${item.data.kind}: ${answer.refused}`);
    else if (desk.proofs.earliest(item.coveredFrom) > earlier(reliable, answer.reliable))
      unproven.push(answer);
    else found.push(answer);
  }
  return { found, unproven, refused };
}

function ask(
  desk: EvidenceDesk,
  item: RevocationItem,
  certificate: Certificate,
  issuer: Certificate,
  reliable: Date,
) {
  const { data } = item;
  if (data.kind === 'crl') return crlRule(item, data, certificate, issuer, desk);
  const responderStatus: ResponderCheck = async (responder, by, at) => {
    const lists = await listStatements(desk, responder, by, reliable);
    const revoked = [...lists.found, ...lists.unproven].flatMap(({ revokedAt }) => revokedAt ?? []);
    const until = revoked.length > 0 ? new Date(Math.min(...revoked.map(Number)) - 1) : null;
    if (until !== null && until < at) return null;
    return lists.found.some(({ freshUntil }) => freshUntil >= at) ? { until } : null;
  };
  return ocspRule(item, data, certificate, issuer, { ...desk, responderStatus });
}

const earlier = (a: Date, b: Date | null): Date => (b !== null && b < a ? b : a);

/** CRLs only, so that responders cannot vouch for each other in a circle. */
async function listStatements(
  desk: EvidenceDesk,
  certificate: Certificate,
  issuer: Certificate,
  reliable: Date,
): Promise<Pick<Statements, 'found' | 'unproven'>> {
  const found: RevocationStatement[] = [];
  const unproven: RevocationStatement[] = [];
  for (const item of desk.pool.revocation) {
    if (item.data.kind !== 'crl') continue;
    const answer = await crlRule(item, item.data, certificate, issuer, desk);
    if (answer === null || 'refused' in answer) continue;
    if (desk.proofs.earliest(item.coveredFrom) > reliable) unproven.push(answer);
    else found.push(answer);
  }
  return { found, unproven };
}
