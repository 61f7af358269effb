import { equalBytes } from '../pki/reading/bytes.ts';
import { buildChain } from '../pki/reading/certificate-chain.ts';
import { digest, hashOf } from '../pki/reading/digest.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { readTimestampToken } from '../pki/reading/timestamp-token.ts';
import { anchorsFor, type TrustList } from '../pki/reading/trust-list.ts';
import { isTimestampCertificate } from './chain-rule.ts';
import { type Finding, finding, findingKinds, judge } from './finding.ts';
import { signerRule } from './signer-rule.ts';

export interface TimestampFacts {
  /** What the token says; null when it could not be read. */
  readonly time: Date | null;
  readonly issuer: string | null;
  /** Imprint, signature and purpose are in order. */
  readonly sound: boolean;
  /** Sound, and its chain leads to the trust list. */
  readonly trusted: boolean;
  readonly findings: readonly Finding[];
}

/** A TimeStampToken over `stamped` (RFC 3161 §2.4.2, RFC 5816); its chain is judged at `at`. */
export async function timestampRule(
  token: Uint8Array,
  stamped: Uint8Array,
  trust: TrustList,
  at: Date,
  code: 'timestamp-broken' | 'document-timestamp-broken',
): Promise<TimestampFacts> {
  try {
    const { signedData, time, imprint, imprintOid } = readTimestampToken(token);
    const findings: Finding[] = [];
    const hash = hashOf(imprintOid);
    if (hash === undefined) findings.push(finding('algorithm-not-accepted', `imprint ${imprintOid}`));
    else if (!equalBytes(imprint, await digest(hash, stamped)))
      findings.push(finding(code, 'imprint differs'));
    const outcome = await signerRule(signedData, signedData.content ?? new Uint8Array(), 'timestamp');
    for (const found of outcome.findings) {
      // An algorithm not accepted here makes the token unknown, not wrong.
      const wrong = findingKinds[found.code][0] === 'failed';
      findings.push(wrong ? finding(code, `${found.code}: ${found.detail}`) : found);
    }
    const { certificate } = outcome;
    if (certificate && !isTimestampCertificate(certificate))
      findings.push(finding(code, 'not a TSA certificate'));
    const sound = judge(findings).indication === 'TOTAL-PASSED';
    const anchors = anchorsFor(trust, 'timestamp', at);
    const chain = certificate && (await buildChain(certificate, signedData.certificates, anchors, at));
    const trusted = sound && chain?.trusted === true;
    if (sound && !trusted) {
      const untrusted =
        code === 'timestamp-broken' ? 'timestamp-not-trusted' : 'document-timestamp-not-trusted';
      findings.push(finding(untrusted, certificate?.issuerText ?? ''));
    }
    return { time, issuer: certificate?.subjectText ?? null, sound, trusted, findings };
  } catch (error) {
    if (!(error instanceof PkiMalformed)) throw error;
    return {
      time: null,
      issuer: null,
      sound: false,
      trusted: false,
      findings: [finding(code, error.message)],
    };
  }
}
