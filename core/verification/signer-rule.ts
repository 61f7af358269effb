import { equalBytes } from '../pki/reading/bytes.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { type DerNode, readWholeDer } from '../pki/reading/der-node.ts';
import { type Digester, type HashName, hashOf } from '../pki/reading/digest.ts';
import { algorithmOf, dotted } from '../pki/reading/object-identifier.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { signatureIsGood } from '../pki/reading/signature-check.ts';
import { signatureScheme } from '../pki/reading/signature-scheme.ts';
import {
  type CmsAttribute,
  identifies,
  type SignedData,
  type SignerInfo,
} from '../pki/reading/signed-data.ts';
import { type Finding, finding } from './finding.ts';
import { oid } from './object-identifiers.ts';
import { signingCertificateRule } from './signing-certificate-rule.ts';

/** `cades`: ETSI.CAdES.detached. `legacy`: adbe.pkcs7.detached. `timestamp`: a TimeStampToken. */
export type SignerProfile = 'cades' | 'legacy' | 'timestamp';

export interface SignerOutcome {
  readonly signer: SignerInfo | null;
  readonly certificate: Certificate | null;
  readonly findings: readonly Finding[];
}

/**
 * One SignerInfo over what `content` hashes (RFC 5652 §5.4-5.6, EN 319 142-1 §6.3): attributes first, then digest, then
 * signature. The certificate is identified, not yet trusted.
 */
export async function signerRule(
  cms: SignedData,
  content: Digester,
  profile: SignerProfile,
): Promise<SignerOutcome> {
  const [signer, ...others] = cms.signers;
  if (signer === undefined || others.length > 0) {
    const findings = [finding('cms-signer-count', `${cms.signers.length} SignerInfos`)];
    return { signer: null, certificate: null, findings };
  }
  const certificate = cms.certificates.find((candidate) => identifies(signer, candidate)) ?? null;
  const findings = [...contentFindings(cms, profile), ...attributeFindings(cms, signer, profile)];
  const named =
    certificate === null
      ? [finding('certificate-not-found', 'no certificate matches the sid')]
      : signingCertificateRule(signer, certificate, profile);
  const checked = signer.signedBytes === null ? [] : cryptography(signer, certificate, content);
  return { signer, certificate, findings: [findings, ...(await Promise.all([named, checked]))].flat() };
}

function contentFindings(cms: SignedData, profile: SignerProfile): Finding[] {
  if (profile === 'timestamp') return [];
  if (cms.content !== null) return [finding('cms-content-inside', 'the CMS carries content of its own')];
  return cms.contentType === oid.data ? [] : [finding('cms-content-type', cms.contentType)];
}

function attributeFindings(cms: SignedData, signer: SignerInfo, profile: SignerProfile): Finding[] {
  if (signer.signedBytes === null) return [finding('cms-attributes-missing', 'no signed attributes')];
  const findings: Finding[] = [];
  for (const attributes of [signer.signedAttributes, signer.unsignedAttributes]) {
    const oids = attributes.map((attribute) => attribute.oid);
    if (new Set(oids).size !== oids.length) findings.push(finding('cms-attribute-repeated', oids.join(' ')));
  }
  const expected = profile === 'timestamp' ? oid.tstInfo : oid.data;
  const contentType = single(signer.signedAttributes, oid.contentType);
  if (contentType === null) findings.push(finding('cms-attributes-missing', 'content-type'));
  else if (dotted(contentType) !== expected) findings.push(finding('cms-content-type', 'attribute differs'));
  if (single(signer.signedAttributes, oid.messageDigest)?.tag !== 0x04) {
    findings.push(finding('cms-attributes-missing', 'message-digest'));
  }
  if (profile === 'cades' && signer.signedAttributes.some((attribute) => attribute.oid === oid.signingTime)) {
    findings.push(finding('signing-time-present', 'EN 319 142-1 §6.3: not in a PAdES baseline signature'));
  }
  if (!cms.digestOids.includes(signer.digestOid)) {
    findings.push(finding('cms-algorithm-mismatch', `${signer.digestOid} is not announced`));
  }
  findings.push(...protectionFindings(signer));
  return findings;
}

/** RFC 6211: when the algorithms are themselves signed, they must be the ones used. */
function protectionFindings(signer: SignerInfo): Finding[] {
  if (!signer.signedAttributes.some((attribute) => attribute.oid === oid.algorithmProtection)) return [];
  const [digestNode, signatureNode] =
    single(signer.signedAttributes, oid.algorithmProtection)?.children ?? [];
  const used = algorithmOf(readWholeDer(signer.signatureAlgorithm));
  const same =
    algorithmOf(digestNode) === signer.digestOid &&
    signatureNode?.tag === 0xa1 &&
    dotted(signatureNode.children[0]) === used;
  return same ? [] : [finding('cms-algorithm-mismatch', 'CMSAlgorithmProtection differs')];
}

async function cryptography(
  signer: SignerInfo,
  certificate: Certificate | null,
  content: Digester,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const algorithm = algorithmOf(readWholeDer(signer.signatureAlgorithm));
  // RFC 8419 fixes the digest which goes with each Edwards curve.
  const fixed = new Map<string | undefined, string>([
    [oid.ed25519, oid.sha512],
    [oid.ed448, oid.shake256],
  ]).get(algorithm);
  if (fixed !== undefined && fixed !== signer.digestOid) {
    findings.push(finding('cms-algorithm-mismatch', `${signer.digestOid} does not go with ${algorithm}`));
  }
  const hash = hashOf(signer.digestOid);
  const stated = single(signer.signedAttributes, oid.messageDigest)?.content;
  const [actual, ofSignature] = await Promise.all([
    hash && content(hash),
    signatureFindings(signer, certificate, hash),
  ]);
  if (hash === undefined || actual === undefined) {
    findings.push(finding('algorithm-not-accepted', `digest ${signer.digestOid}`));
  } else if (stated && !equalBytes(stated, actual)) findings.push(finding('digest-mismatch', hash));
  return [...findings, ...ofSignature];
}

async function signatureFindings(
  signer: SignerInfo,
  certificate: Certificate | null,
  hash: HashName | undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (certificate === null || signer.signedBytes === null) return findings;
  try {
    const scheme = signatureScheme(signer.signatureAlgorithm, signer.digestOid);
    if (scheme.kind !== 'ed25519' && scheme.hash !== hash) {
      findings.push(finding('cms-algorithm-mismatch', 'digest and signature name different hashes'));
    }
    const { publicKeyInfo } = certificate;
    if (!(await signatureIsGood(scheme, publicKeyInfo, signer.signature, signer.signedBytes))) {
      findings.push(finding('signature-wrong', certificate.subjectText));
    }
  } catch (error) {
    if (!(error instanceof PkiMalformed)) throw error;
    const code = error.code === 'unsupported' ? 'algorithm-not-accepted' : 'signature-wrong';
    findings.push(finding(code, error.message));
  }
  return findings;
}

/** The one value of an attribute; null when it is absent or has another number of values. */
function single(attributes: readonly CmsAttribute[], id: string): DerNode | null {
  const [value, ...more] = attributes
    .filter((attribute) => attribute.oid === id)
    .flatMap(({ values }) => values);
  return value === undefined || more.length > 0 ? null : readWholeDer(value);
}
