import { entry, isName } from '../pades/reader/objects.ts';
import type { PdfFile } from '../pades/reader/pdf-file.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { digesterOf } from '../pki/reading/digest.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import {
  type CertificateReader,
  readSignedData,
  type SignedData,
  type SignerInfo,
} from '../pki/reading/signed-data.ts';
import { byteRangeRule, type SignedBytes } from './byte-range-rule.ts';
import { type Finding, finding } from './finding.ts';
import { type LocatedSignature, signatureName, signatureText } from './located-signature.ts';
import { oid } from './object-identifiers.ts';
import { parsePdfDate } from './pdf-date.ts';
import { mostEvidence } from './policy.ts';
import type { SignedRanges } from './signed-ranges.ts';
import { signerRule } from './signer-rule.ts';
import { type TimestampFacts, timestampRule } from './timestamp-rule.ts';

/** What was found about one signature before anybody asks whom to trust. */
export interface SignatureFacts {
  readonly located: LocatedSignature;
  readonly subFilter: string | null;
  readonly bytes: SignedBytes | null;
  readonly cms: SignedData | null;
  readonly certificate: Certificate | null;
  readonly timestamps: readonly TimestampFacts[];
  readonly claimedTime: Date | null;
  /** Those of its timestamps stand with them. */
  readonly findings: readonly Finding[];
}

/** Structure, container, attributes, cryptography and the signature's own timestamps. */
export async function judgeSignature(
  pdf: PdfFile,
  located: LocatedSignature,
  read: CertificateReader,
  ranges: SignedRanges,
): Promise<SignatureFacts> {
  const subFilter = signatureName(pdf, located, 'SubFilter');
  const claimed = signatureText(pdf, located, 'M');
  const claimedTime = claimed === null ? null : parsePdfDate(claimed);
  const facts: SignatureFacts = {
    located,
    subFilter,
    bytes: null,
    cms: null,
    certificate: null,
    timestamps: [],
    claimedTime,
    findings: [],
  };
  const outcome = byteRangeRule(pdf, located, ranges);
  if (outcome.bytes === null) return { ...facts, findings: [outcome.finding] };
  const { bytes } = outcome;
  if (subFilter !== 'ETSI.CAdES.detached' && subFilter !== 'adbe.pkcs7.detached') {
    return { ...facts, bytes, findings: [finding('sub-filter-unsupported', subFilter ?? 'none')] };
  }
  const profile = subFilter === 'ETSI.CAdES.detached' ? 'cades' : 'legacy';
  const findings =
    profile === 'cades' ? dictionaryFindings(located, claimedTime) : [finding('not-pades', subFilter)];
  if (!bytes.isDer) findings.push(finding('container-not-der', 'BER in /Contents'));
  try {
    const cms = readSignedData(bytes.container, read);
    const [signer, ...others] = cms.signers;
    const tokens = signer && others.length === 0 ? tokensOf(signer) : [];
    const [judged, timestamps] = await Promise.all([
      signerRule(cms, bytes.digest, profile),
      timestampsOf(signer, tokens, read),
    ]);
    findings.push(...judged.findings);
    if (tokens.length > timestamps.length) {
      const detail = `${tokens.length} timestamps, at most ${mostEvidence.timestamps} of a signature are read`;
      findings.push(finding('evidence-limit', detail));
    }
    return { ...facts, bytes, cms, certificate: judged.certificate, timestamps, findings };
  } catch (error) {
    if (!(error instanceof PkiMalformed)) throw error;
    const code = error.code === 'limit' ? 'cms-limit' : 'cms-malformed';
    return { ...facts, bytes, findings: [...findings, finding(code, error.message)] };
  }
}

/** EN 319 142-1 §6.3 rows on the signature dictionary. */
function dictionaryFindings({ dictionary }: LocatedSignature, claimedTime: Date | null): Finding[] {
  const findings: Finding[] = [];
  if (entry(dictionary, 'Cert')) findings.push(finding('dictionary-not-baseline', '/Cert is present'));
  if (claimedTime === null) findings.push(finding('dictionary-not-baseline', '/M is missing or no date'));
  const type = entry(dictionary, 'Type');
  if (type && !isName(type, 'Sig')) findings.push(finding('dictionary-not-baseline', '/Type is not /Sig'));
  return findings;
}

/** Signature timestamps (RFC 3161 appendix A): over the octets of the signature value. */
function tokensOf({ unsignedAttributes }: SignerInfo): Uint8Array[] {
  return unsignedAttributes
    .filter((attribute) => attribute.oid === oid.signatureTimestamp)
    .flatMap(({ values }) => values);
}

async function timestampsOf(
  signer: SignerInfo | undefined,
  tokens: readonly Uint8Array[],
  read: CertificateReader,
): Promise<TimestampFacts[]> {
  if (signer === undefined) return [];
  const stamped = digesterOf(signer.signature);
  const first = tokens.slice(0, mostEvidence.timestamps);
  return Promise.all(first.map((token) => timestampRule(token, stamped, 'timestamp-broken', read)));
}
