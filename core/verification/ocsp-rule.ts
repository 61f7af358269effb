import { equalBytes, webBytes } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { digest, hashOf } from '../pki/reading/digest.ts';
import type { CertificateId, OcspResponse } from '../pki/reading/ocsp-response.ts';
import { keyReliedOnUntil } from './algorithm-rule.ts';
import type { Answer } from './crl-rule.ts';
import type { RevocationItem } from './evidence-pool.ts';
import { oid } from './object-identifiers.ts';
import { clockTolerance } from './policy.ts';
import { freshUntil, untimely } from './revocation-statement.ts';
import type { SignatureMemo } from './signature-memo.ts';

/** What CRLs say of a delegated responder's own certificate: until when it was good; null: not known to be at the time. */
export type ResponderCheck = (
  responder: Certificate,
  issuer: Certificate,
  at: Date,
) => Promise<{ readonly until: Date | null } | null>;

/**
 * RFC 6960 §3.2 and §4.2.2.2: the answer is about this certificate of this issuer, and signed by the issuer or by a
 * responder whom the issuer itself delegated. The nonce is nobody's here, and so not looked at.
 */
export async function ocspRule(
  item: RevocationItem,
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
  { now, memo, responderStatus }: { now: Date; memo: SignatureMemo; responderStatus: ResponderCheck },
): Promise<Answer> {
  let answer: OcspResponse['answers'][number] | undefined;
  const isOf = naming(issuer);
  for (const candidate of response.answers) {
    if (candidate.id.serial !== certificate.serial || !(await isOf(candidate.id))) continue;
    if (answer !== undefined) return { refused: 'answers twice about the certificate' };
    answer = candidate;
  }
  if (answer === undefined) return null;
  if (response.producedAt.getTime() > now.getTime() + clockTolerance) {
    return { refused: 'produced after the time judged for' };
  }
  const judged = await judgeResponder(response, certificate, issuer, memo, responderStatus);
  if ('refused' in judged) return judged;
  if (answer.status === 'unknown') return { refused: 'the responder does not know the certificate' };
  if (response.producedAt < answer.thisUpdate) return { refused: 'produced before what it says was known' };
  const times = { ...answer, knowsExpiredSince: answer.archiveCutoff };
  const late = untimely(times, certificate, now);
  if (late !== null && (answer.status === 'good' || answer.thisUpdate > now)) return { refused: late };
  const { status, revokedAt, reason, thisUpdate } = answer;
  const { reliable } = judged;
  return {
    item,
    status,
    revokedAt,
    reason,
    thisUpdate,
    freshUntil: freshUntil(times, certificate),
    reliable,
  };
}

/** The hash in a certID only finds the issuer; SHA-1 is all that many responders speak (RFC 6960 §4.3). */
function naming(issuer: Certificate): (id: CertificateId) => Promise<boolean> {
  // A response may hold answers by the hundred thousand; the issuer is hashed for the first of them.
  const known = new Map<string, Promise<readonly [Uint8Array, Uint8Array]>>();
  return async ({ hashOid, nameHash, keyHash }) => {
    const name = hashOf(hashOid);
    if (name === undefined && hashOid !== oid.sha1) return false;
    const hash = (bytes: Uint8Array) => (name === undefined ? sha1(bytes) : digest(name, bytes));
    const hashes = known.get(hashOid) ?? Promise.all([hash(issuer.subject), hash(issuer.keyBits)]);
    known.set(hashOid, hashes);
    const [ofName, ofKey] = await hashes;
    return equalBytes(ofName, nameHash) && equalBytes(ofKey, keyHash);
  };
}

/** Until when the responder can be relied on: null, as long as the issuer. */
type JudgedResponder = { readonly reliable: Date | null } | { readonly refused: string };

/**
 * RFC 6960 §4.2.2.2. What a responder signed is relied on like what a CA signed: the answer must be proven to have
 * existed before the responder's certificate ended or was revoked, since `producedAt` is only what its key says.
 */
async function judgeResponder(
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
  memo: SignatureMemo,
  responderStatus: ResponderCheck,
): Promise<JudgedResponder> {
  const responder = await responderOf(response, issuer);
  if (responder === undefined) return { refused: 'its responder is not known' };
  const { producedAt } = response;
  if (producedAt < responder.notBefore || producedAt > responder.notAfter) {
    return { refused: 'its responder was not valid when it was produced' };
  }
  if (!(await memo.signedBy(responder, response))) return { refused: 'not signed by its responder' };
  if (equalBytes(responder.der, certificate.der)) return { refused: 'the certificate answers for itself' };
  if (equalBytes(responder.der, issuer.der)) return { reliable: null };
  // Delegation is direct, by the CA that issued the certificate in question, and for this one purpose; and whoever
  // holds the key in question must not be the one who says that it is good.
  if (equalBytes(responder.publicKeyInfo, certificate.publicKeyInfo)) {
    return { refused: 'the key of the certificate answers for itself' };
  }
  const { extendedKeyUsage, keyUsage, notEvaluated, ocspNoCheck } = responder.extensions;
  const delegated =
    equalBytes(responder.issuer, issuer.subject) &&
    extendedKeyUsage?.purposes.includes(oid.ocspSigning) === true &&
    (!keyUsage || keyUsage.has('digitalSignature')) &&
    notEvaluated.length === 0 &&
    (await memo.signedBy(issuer, responder));
  if (!delegated) return { refused: 'its responder was not delegated by the issuer of the certificate' };
  const status = ocspNoCheck ? { until: null } : await responderStatus(responder, issuer, producedAt);
  if (status === null) return { refused: 'whether its responder was revoked is not known' };
  const key = keyReliedOnUntil(responder);
  const ends = [responder.notAfter, status.until, key === 'unreadable' ? null : key];
  return { reliable: new Date(Math.min(...ends.flatMap((end) => (end ? [end.getTime()] : [])))) };
}

async function responderOf(
  { responder, certificates }: OcspResponse,
  issuer: Certificate,
): Promise<Certificate | undefined> {
  for (const candidate of [issuer, ...certificates]) {
    const named =
      responder.by === 'name'
        ? equalBytes(responder.name, candidate.subject)
        : equalBytes(responder.hash, await sha1(candidate.keyBits));
    if (named) return candidate;
  }
  return undefined;
}

async function sha1(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-1', webBytes(bytes)));
}
