import type { PreparedSignature } from '../pades/prepare.ts';
import { SignatureRefused } from '../pki/message-signer.ts';
import { concatenate, equalBytes } from '../pki/reading/bytes.ts';
import { digesterOf } from '../pki/reading/digest.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { readSignedData, type SignedData } from '../pki/reading/signed-data.ts';
import { judge } from '../verification/finding.ts';
import { oid } from '../verification/object-identifiers.ts';
import { type SignerOutcome, signerRule } from '../verification/signer-rule.ts';

/** What a signature of ours signs (EN 319 142-1 §6.3); a foreign signer may say this and no more. */
const acceptedAttributes = new Set<string>([
  oid.contentType,
  oid.messageDigest,
  oid.signingCertificateV2,
  oid.algorithmProtection,
]);

/**
 * Signed attributes and value of a CMS which a foreign signer made over the prepared file, checked as the verifier
 * checks any: over this file, by the pinned certificate, with the attributes of a baseline signature.
 * Throws SignatureRefused.
 */
export async function signedParts(
  { bytes, byteRange, certificateChain }: PreparedSignature,
  cms: Uint8Array,
): Promise<{ readonly signedAttributes: Uint8Array; readonly signature: Uint8Array }> {
  const [start, length, second, rest] = byteRange;
  const content = concatenate([bytes.subarray(start, start + length), bytes.subarray(second, second + rest)]);
  const { signer, certificate, findings } = await judged(cms, content);
  if (!signer?.signedBytes || !certificate || judge(findings).indication !== 'TOTAL-PASSED')
    throw new SignatureRefused(
      `expected a sound CMS, got ${findings.map(({ code, detail }) => `${code} ${detail}`).join('; ')}`,
    );
  if (!equalBytes(certificate.der, certificateChain[0]))
    throw new SignatureRefused(`expected the pinned certificate, got ${certificate.serial}`);
  const other = signer.signedAttributes.find((attribute) => !acceptedAttributes.has(attribute.oid));
  if (other) throw new SignatureRefused(`expected the attributes of a B-B signature, got also ${other.oid}`);
  return { signedAttributes: signer.signedBytes, signature: signer.signature };
}

async function judged(cms: Uint8Array, content: Uint8Array): Promise<SignerOutcome> {
  let read: SignedData;
  try {
    read = readSignedData(cms);
  } catch (cause) {
    if (!(cause instanceof PkiMalformed)) throw cause;
    throw new SignatureRefused(`expected a CMS: ${cause.message}`, { cause });
  }
  return signerRule(read, digesterOf(content), 'cades');
}
