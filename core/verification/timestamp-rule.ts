import { equalBytes } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import type { KeyUse } from '../pki/reading/certificate-extensions.ts';
import { type Digester, digesterOf, hashOf } from '../pki/reading/digest.ts';
import { PkiMalformed, type PkiMalformedCode } from '../pki/reading/pki-malformed.ts';
import type { CertificateReader, SignedData } from '../pki/reading/signed-data.ts';
import { readTimestampToken } from '../pki/reading/timestamp-token.ts';
import { type Finding, type FindingCode, finding, findingKinds, judge } from './finding.ts';
import { oid } from './object-identifiers.ts';
import { signerRule } from './signer-rule.ts';

/** A token before anybody asks whom to trust. */
export interface TimestampFacts {
  /** What the token says; null when it could not be read. */
  readonly time: Date | null;
  readonly signedData: SignedData | null;
  readonly certificate: Certificate | null;
  /** Imprint, signature and purpose are in order. */
  readonly sound: boolean;
  readonly findings: readonly Finding[];
}

/** A TimeStampToken over what `stamped` hashes (RFC 3161 §2.4.2, RFC 5816). */
export async function timestampRule(
  token: Uint8Array,
  stamped: Digester,
  code: 'timestamp-broken' | 'document-timestamp-broken',
  read: CertificateReader,
): Promise<TimestampFacts> {
  try {
    const { signedData, time, imprint, imprintOid } = readTimestampToken(token, read);
    const findings: Finding[] = [];
    const hash = hashOf(imprintOid);
    const content = signedData.content ?? new Uint8Array();
    const [actual, outcome] = await Promise.all([
      hash && stamped(hash),
      signerRule(signedData, digesterOf(content), 'timestamp'),
    ]);
    if (actual === undefined) findings.push(finding('algorithm-not-accepted', `imprint ${imprintOid}`));
    else if (!equalBytes(imprint, actual)) findings.push(finding(code, 'imprint differs'));
    for (const found of outcome.findings) {
      // An algorithm not accepted here makes the token unknown, not wrong.
      const wrong = findingKinds[found.code][0] === 'failed';
      findings.push(wrong ? finding(code, `${found.code}: ${found.detail}`) : found);
    }
    const { certificate } = outcome;
    if (certificate && !isTimestampCertificate(certificate))
      findings.push(finding(code, 'not a TSA certificate'));
    const sound = judge(findings).indication === 'TOTAL-PASSED';
    return { time, signedData, certificate, sound, findings };
  } catch (error) {
    if (!(error instanceof PkiMalformed)) throw error;
    const reason = unread.get(error.code) ?? code;
    const findings = [finding(reason, error.message)];
    return { time: null, signedData: null, certificate: null, sound: false, findings };
  }
}

/** Tokens which may be in order, but are not read to the end. */
const unread = new Map<PkiMalformedCode, FindingCode>([
  ['unsupported', 'timestamp-unsupported'],
  ['limit', 'cms-limit'],
]);

/**
 * RFC 3161 §2.3: the key of a time-stamping authority has this one purpose, marked critical. Where a key usage stands
 * too, it is for signatures alone (RFC 5280 §4.2.1.12 names the bits which go with the purpose).
 */
export function isTimestampCertificate({ extensions }: Certificate): boolean {
  const { extendedKeyUsage, keyUsage } = extensions;
  const [purpose, ...more] = extendedKeyUsage?.purposes ?? [];
  const alone = extendedKeyUsage?.critical === true && purpose === oid.timeStamping && more.length === 0;
  return alone && (keyUsage === null || (keyUsage.size > 0 && [...keyUsage].every((use) => signs.has(use))));
}

const signs: ReadonlySet<KeyUse> = new Set(['digitalSignature', 'nonRepudiation']);
