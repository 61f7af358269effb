import { equalBytes, webBytes } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { child, readWholeDer } from '../pki/reading/der-node.ts';
import { digest, hashOf } from '../pki/reading/digest.ts';
import type { CertificateId, OcspResponse } from '../pki/reading/ocsp-response.ts';
import type { Answer } from './crl-rule.ts';
import type { RevocationItem } from './evidence-pool.ts';
import { oid } from './object-identifiers.ts';
import { freshUntil, untimely } from './revocation-statement.ts';
import type { SignatureMemo } from './signature-memo.ts';

/** Whether CRLs say that a delegated responder's own certificate was good at the time; for those without nocheck. */
export type ResponderCheck = (responder: Certificate, issuer: Certificate, at: Date) => Promise<boolean>;

/**
 * RFC 6960 §3.2 and §4.2.2.2: the answer is about this certificate of this issuer, and signed by the issuer or by a
 * responder whom the issuer itself delegated. The nonce is nobody's here, and so not looked at.
 */
export async function ocspRule(
  item: RevocationItem,
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
  { now, memo, responderIsGood }: { now: Date; memo: SignatureMemo; responderIsGood: ResponderCheck },
): Promise<Answer> {
  let answer: OcspResponse['answers'][number] | undefined;
  for (const candidate of response.answers) {
    if (candidate.id.serial !== certificate.serial || !(await isOf(candidate.id, issuer))) continue;
    if (answer !== undefined) return { refused: 'answers twice about the certificate' };
    answer = candidate;
  }
  if (answer === undefined) return null;
  const refusal = await responderRefusal(response, issuer, memo, responderIsGood);
  if (refusal !== null) return { refused: refusal };
  if (answer.status === 'unknown') return { refused: 'the responder does not know the certificate' };
  if (response.producedAt < answer.thisUpdate) return { refused: 'produced before what it says was known' };
  const times = { ...answer, knowsExpiredSince: answer.archiveCutoff };
  const late = untimely(times, certificate, now);
  if (late !== null && (answer.status === 'good' || answer.thisUpdate > now)) return { refused: late };
  const { status, revokedAt, reason, thisUpdate } = answer;
  return { item, status, revokedAt, reason, thisUpdate, freshUntil: freshUntil(times, certificate) };
}

/** The hash in a certID only finds the issuer; SHA-1 is all that many responders speak (RFC 6960 §4.3). */
async function isOf({ hashOid, nameHash, keyHash }: CertificateId, issuer: Certificate): Promise<boolean> {
  const hash = async (bytes: Uint8Array) => {
    if (hashOid === oid.sha1) return sha1(bytes);
    const name = hashOf(hashOid);
    return name && digest(name, bytes);
  };
  const [name, key] = [await hash(issuer.subject), await hash(keyBits(issuer))];
  return name !== undefined && key !== undefined && equalBytes(name, nameHash) && equalBytes(key, keyHash);
}

async function responderRefusal(
  response: OcspResponse,
  issuer: Certificate,
  memo: SignatureMemo,
  responderIsGood: ResponderCheck,
): Promise<string | null> {
  const responder = await responderOf(response, issuer);
  if (responder === undefined) return 'its responder is not known';
  const { producedAt } = response;
  if (producedAt < responder.notBefore || producedAt > responder.notAfter) {
    return 'its responder was not valid when it was produced';
  }
  if (!(await memo.signedBy(responder, response))) return 'not signed by its responder';
  if (equalBytes(responder.der, issuer.der)) return null;
  // §4.2.2.2: delegation is direct, by the CA that issued the certificate in question, and for this one purpose.
  const { extendedKeyUsage, keyUsage, notEvaluated, ocspNoCheck } = responder.extensions;
  const delegated =
    equalBytes(responder.issuer, issuer.subject) &&
    extendedKeyUsage?.purposes.includes(oid.ocspSigning) === true &&
    (!keyUsage || keyUsage.has('digitalSignature')) &&
    notEvaluated.length === 0 &&
    (await memo.signedBy(issuer, responder));
  if (!delegated) return 'its responder was not delegated by the issuer of the certificate';
  if (ocspNoCheck || (await responderIsGood(responder, issuer, producedAt))) return null;
  return 'whether its responder was revoked is not known';
}

async function responderOf(
  { responder, certificates }: OcspResponse,
  issuer: Certificate,
): Promise<Certificate | undefined> {
  for (const candidate of [issuer, ...certificates]) {
    const named =
      responder.by === 'name'
        ? equalBytes(responder.name, candidate.subject)
        : equalBytes(responder.hash, await sha1(keyBits(candidate)));
    if (named) return candidate;
  }
  return undefined;
}

/** The BIT STRING's content of the SubjectPublicKeyInfo (RFC 6960 §4.1.1). */
function keyBits(certificate: Certificate): Uint8Array {
  return child(readWholeDer(certificate.publicKeyInfo), 1, 0x03).content.subarray(1);
}

async function sha1(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-1', webBytes(bytes)));
}
