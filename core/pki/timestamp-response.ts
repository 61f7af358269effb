import type { FindingCode } from '../verification/finding.ts';
import { signerRule } from '../verification/signer-rule.ts';
import { isTimestampCertificate } from '../verification/timestamp-rule.ts';
import { equalBytes, hex } from './reading/bytes.ts';
import type { Certificate } from './reading/certificate.ts';
import { buildChain } from './reading/certificate-chain.ts';
import { child, type DerNode, readWholeDer } from './reading/der-node.ts';
import { digesterOf, hashOf } from './reading/digest.ts';
import { PkiMalformed } from './reading/pki-malformed.ts';
import { readTimestampToken, type TimestampToken } from './reading/timestamp-token.ts';
import { anchorsFor, type TrustList } from './reading/trust-list.ts';
import { type TimestampRefusalCode, TimestampRefused } from './timestamp-refused.ts';
import type { TimestampRequest } from './timestamp-request.ts';

/** What an answer must agree with. */
export type TimestampExpectation = Pick<TimestampRequest, 'imprint' | 'nonce'> & {
  readonly trust: TrustList;
  /** Our own clock when the answer came. */
  readonly at: Date;
  /** Dotted OIDs, of which the token names one. */
  readonly policies: readonly string[];
};

export type AcceptedTimestamp = {
  /** DER TimeStampToken. */
  readonly token: Uint8Array;
  readonly time: Date;
  /** The authority's certificate first, the trusted one last. */
  readonly chain: readonly Certificate[];
};

/** A clock further off than this is not taken for a proof of time. */
const mostDifference = 5 * 60_000;

/** The token of a TimeStampResp (RFC 3161 §2.4.2). Throws TimestampRefused. */
export async function acceptTimestampResponse(
  response: Uint8Array,
  expected: TimestampExpectation,
): Promise<AcceptedTimestamp> {
  return readable(async () => judge(tokenOf(response), expected));
}

/**
 * A token which is what was asked for, from an authority which is trusted at that time: by the rules of the verifier,
 * so that it is judged in a file as it is here. Throws TimestampRefused.
 */
export async function acceptTimestampToken(
  token: Uint8Array,
  expected: TimestampExpectation,
): Promise<AcceptedTimestamp> {
  return readable(() => judge(token, expected));
}

async function judge(
  token: Uint8Array,
  { imprint, nonce, trust, at, policies }: TimestampExpectation,
): Promise<AcceptedTimestamp> {
  const read = readTimestampToken(token);
  const { signedData, time } = read;
  if (hashOf(read.imprintOid) !== 'SHA-256' || !equalBytes(read.imprint, imprint))
    throw new TimestampRefused('imprint', 'the token is over another digest than was sent');
  if (read.nonce === null || !equalBytes(read.nonce, nonce))
    throw new TimestampRefused(
      'nonce',
      `expected ${hex(nonce)}, got ${read.nonce ? hex(read.nonce) : 'none'}`,
    );
  if (!policies.includes(read.policy))
    throw new TimestampRefused('policy', `expected ${policies.join(' or ')}, got ${read.policy}`);
  refuseFarFrom(at, read);
  const { certificate, findings } = await signerRule(
    signedData,
    digesterOf(signedData.content ?? new Uint8Array()),
    'timestamp',
  );
  if (certificate === null)
    throw new TimestampRefused('certificate-missing', 'no certificate in the token is the signer’s');
  const [found] = findings;
  if (found) throw new TimestampRefused(refusalOf(found.code), `${found.code}: ${found.detail}`);
  if (!isTimestampCertificate(certificate))
    throw new TimestampRefused('certificate-purpose', `${certificate.subjectText}: not for timestamps alone`);
  const result = await buildChain(
    certificate,
    signedData.certificates,
    anchorsFor(trust, 'timestamp', time),
    time,
  );
  if (!result.trusted) throw new TimestampRefused('chain', `${result.fault}: ${result.detail}`);
  return { token, time, chain: result.chain };
}

/** RFC 3161 §2.4.2: the accuracy widens the moment which the token names, the network's delay is within ours. */
function refuseFarFrom(at: Date, { time, accuracy }: TimestampToken): void {
  const difference = Math.abs(time.getTime() - at.getTime());
  // An accuracy of hours would make any time plausible.
  if (difference <= mostDifference && (accuracy ?? 0) <= mostDifference) return;
  throw new TimestampRefused(
    'time',
    `the token says ${time.toISOString()} ± ${accuracy ?? 0} ms, our clock ${at.toISOString()}`,
  );
}

function refusalOf(code: FindingCode): TimestampRefusalCode {
  switch (code) {
    case 'signing-certificate-mismatch':
    case 'signing-certificate-missing':
    case 'signing-certificate-old':
      return 'certificate-binding';
    default:
      return 'signature';
  }
}

/** PKIFailureInfo (RFC 3161 §2.4.2). */
const failures = new Map([
  [0, 'badAlg'],
  [2, 'badRequest'],
  [5, 'badDataFormat'],
  [14, 'timeNotAvailable'],
  [15, 'unacceptedPolicy'],
  [16, 'unacceptedExtension'],
  [17, 'addInfoNotAvailable'],
  [25, 'systemFailure'],
]);

/** TimeStampResp ::= SEQUENCE { PKIStatusInfo, TimeStampToken OPTIONAL } */
function tokenOf(response: Uint8Array): Uint8Array {
  const node = readWholeDer(response);
  const information = child(node, 0, 0x30);
  const [status] = child(information, 0, 0x02).content;
  // 1 is granted with modifications: what they are is judged like the rest.
  if (status !== 0 && status !== 1) {
    const reasons = failuresOf(information.children.find(({ tag }) => tag === 0x03));
    throw new TimestampRefused('not-granted', `status ${status}${reasons ? `: ${reasons}` : ''}`);
  }
  const token = child(node, 1, 0x30);
  if (node.children.length !== 2) throw new PkiMalformed('timestamp', 'more than a status and a token');
  return token.raw;
}

function failuresOf(bits: DerNode | undefined): string {
  const [, ...bytes] = bits?.content ?? [];
  return bytes
    .flatMap((byte, index) =>
      [...Array(8).keys()].filter((bit) => byte & (0x80 >> bit)).map((bit) => index * 8 + bit),
    )
    .map((bit) => failures.get(bit) ?? `bit ${bit}`)
    .join(', ');
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof PkiMalformed) throw new TimestampRefused('malformed', cause.message, { cause });
    throw cause;
  }
}
