import { sha256 } from '../document/sha256.ts';
import { embeddedTimestamps } from '../pades/embedded-timestamps.ts';
import { openPdf, type PdfFile } from '../pades/reader/pdf-file.ts';
import { PdfMalformed } from '../pades/reader/pdf-malformed.ts';
import { signatureFields } from '../pades/reader/signature-fields.ts';
import { equalBytes } from '../pki/reading/bytes.ts';
import { type Certificate, readCertificate } from '../pki/reading/certificate.ts';
import { buildChain } from '../pki/reading/certificate-chain.ts';
import { readTimestampToken } from '../pki/reading/timestamp-token.ts';
import { anchorsFor, type TrustList } from '../pki/reading/trust-list.ts';
import { changesSince } from '../verification/changes-rule.ts';
import { type Finding, judge } from '../verification/finding.ts';
import { keyUsageRule } from '../verification/key-usage-rule.ts';
import { type LocatedSignature, locateSignatures } from '../verification/located-signature.ts';
import { judgeSignature, type SignatureFacts } from '../verification/signature-judgement.ts';
import { SignedRanges } from '../verification/signed-ranges.ts';
import { timestampOrderRule } from '../verification/timestamp-order-rule.ts';
import type { VerificationOptions } from '../verification/verify-pdf.ts';

export type ExpectedSignature = {
  /** SHA-256 (hex) and length of the revision which was shown. */
  readonly shown: string;
  readonly shownLength: number;
  readonly field: string;
  /** DER; who signed. */
  readonly certificate: Uint8Array;
} & VerificationOptions;

/** What the bytes themselves say about the signature that was added. */
export type SoundSignature = {
  readonly level: 'PAdES-B-T';
  /** SHA-256 fingerprint of the signer's certificate, lower-case hex. */
  readonly certificate: string;
  /** Common name of the time-stamping authority whose token the signature carries. */
  readonly timestampAuthority: string;
  /** That authority's certificate first, the trusted one last. */
  readonly timestampChain: readonly Certificate[];
};

export type UnsoundReason =
  | 'unreadable'
  | 'prefix-broken'
  | 'not-one-signature'
  | 'changed-elsewhere'
  | 'signature-unsound'
  | 'other-certificate'
  | 'certificate-unsound'
  | 'timestamp-unsound';

/** A file which is not what was shown plus the one expected signature. It is stored nowhere. */
export class SignatureUnsound extends Error {
  override readonly name = 'SignatureUnsound';
  readonly reason: UnsoundReason;
  constructor(reason: UnsoundReason, detail: string, options?: ErrorOptions) {
    super(`${reason}: ${detail}`, options);
    this.reason = reason;
  }
}

/**
 * Judges a signed file by the verifier's rules before it is stored, whoever made it: the shown revision is an exact
 * prefix, one increment follows which fills the expected field and changes nothing else, CMS and signature hold, the
 * certificate is the expected one, is for signing documents and leads to the trust list, and one trusted timestamp says
 * when, not before those in the file. Earlier signatures were judged when they were made: their bytes are in the
 * prefix, and the increment is explained whole.
 */
export async function inspectSignedSlot(
  bytes: Uint8Array,
  expected: ExpectedSignature,
): Promise<SoundSignature> {
  if (
    bytes.length <= expected.shownLength ||
    sha256(bytes.subarray(0, expected.shownLength)) !== expected.shown
  )
    throw new SignatureUnsound('prefix-broken', 'the file does not begin with the revision that was shown');
  const pdf = readable(bytes);
  const added = addedSignature(pdf, expected);
  const facts = await judgeSignature(pdf, added, readCertificate, new SignedRanges(bytes));
  const wrong = facts.findings.filter((found) => judge([found]).indication !== 'TOTAL-PASSED');
  const stamping = wrong.every(({ code }) => code === 'timestamp-broken');
  if (wrong.length > 0) throw unsound(stamping ? 'timestamp-unsound' : 'signature-unsound', wrong);
  const { certificate, cms, subFilter } = facts;
  if (!certificate || !cms || subFilter !== 'ETSI.CAdES.detached')
    throw new SignatureUnsound('signature-unsound', `expected ETSI.CAdES.detached, got ${subFilter}`);
  if (!equalBytes(certificate.der, expected.certificate))
    throw new SignatureUnsound('other-certificate', `signed by ${certificate.serial}`);
  const { time, authority, timestampChain } = await timestampOf(facts, expected.trust);
  requireLater(bytes.subarray(0, expected.shownLength), time);
  const usage = keyUsageRule(certificate);
  if (usage.length > 0) throw unsound('certificate-unsound', usage);
  const anchors = anchorsFor(expected.trust, 'signature', time);
  const chain = await buildChain(certificate, cms.certificates, anchors, time);
  if (!chain.trusted) throw new SignatureUnsound('certificate-unsound', chain.detail);
  return {
    level: 'PAdES-B-T',
    certificate: sha256(certificate.der),
    timestampAuthority: authority,
    timestampChain,
  };
}

function readable(bytes: Uint8Array): PdfFile {
  try {
    return openPdf(bytes);
  } catch (cause) {
    if (!(cause instanceof PdfMalformed)) throw cause;
    throw new SignatureUnsound('unreadable', cause.message, { cause });
  }
}

/** The one signature of the one new revision, over the whole file, in the field which stood empty in the shown one. */
function addedSignature(pdf: PdfFile, { shownLength, field }: ExpectedSignature): LocatedSignature {
  // An increment may begin with the end of line which the revision before lacks.
  const known = pdf.revisions.filter(({ markerEnd }) => markerEnd <= shownLength).length;
  if (known === 0 || pdf.revisions.length !== known + 1)
    throw new SignatureUnsound('not-one-signature', `${pdf.revisions.length - known} increments were added`);
  const { signatures, findings } = locateSignatures(pdf);
  if (findings.length > 0) throw unsound('not-one-signature', findings);
  const [added, ...more] = signatures.filter(({ revision }) => revision >= known);
  const before = signatureFields(pdf.at(known - 1)).find(({ name }) => name === field);
  if (!added || more.length > 0 || added.field.name !== field || !before || before.signature)
    throw new SignatureUnsound('not-one-signature', `expected the empty field ${field} to be signed`);
  // Also before the first signature of all, where a verifier has nothing to compare with: this was read and agreed to.
  const changes = changesSince(pdf, signatures, known - 1).flatMap((change) => change.findings);
  if (changes.length > 0) throw unsound('changed-elsewhere', changes);
  return added;
}

/** EN 319 142-1 §6.3: one signature-time-stamp makes B-T; it must lead to the trust list. */
async function timestampOf(
  { timestamps }: SignatureFacts,
  trust: TrustList,
): Promise<{
  readonly time: Date;
  readonly authority: string;
  readonly timestampChain: readonly Certificate[];
}> {
  const [stamp, ...more] = timestamps;
  if (!stamp?.sound || !stamp.time || !stamp.certificate || !stamp.signedData || more.length > 0)
    throw new SignatureUnsound('timestamp-unsound', `expected one sound token, got ${timestamps.length}`);
  const { certificate, signedData, time } = stamp;
  const anchors = anchorsFor(trust, 'timestamp', time);
  const chain = await buildChain(certificate, signedData.certificates, anchors, time);
  const authority = certificate.commonName || certificate.subjectText;
  if (!chain.trusted || !authority)
    throw new SignatureUnsound('timestamp-unsound', chain.trusted ? 'no name' : chain.detail);
  return { time, authority, timestampChain: chain.chain };
}

/**
 * A time before those which the file proves already could never be judged valid (EN 319 102-1 §5.6.3.4): a clock was
 * put back, and who waits for it signs. The earlier tokens were judged when they were made.
 */
function requireLater(shown: Uint8Array, time: Date): void {
  const earlier = embeddedTimestamps(shown).map((token) => readTimestampToken(token).time);
  const times = [...earlier, time].map((at, revision) => ({
    revision,
    time: at,
    field: `token ${revision}`,
  }));
  const findings = timestampOrderRule(times);
  if (findings.length > 0) throw unsound('timestamp-unsound', findings);
}

const unsound = (reason: UnsoundReason, findings: readonly Finding[]): SignatureUnsound =>
  new SignatureUnsound(reason, findings.map(({ code, detail }) => `${code} ${detail}`).join('; '));
