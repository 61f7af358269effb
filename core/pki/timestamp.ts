import type { Clock } from '../ports/clock.ts';
import type { Randomness } from '../ports/randomness.ts';
import { der, derObjectIdentifier, tags } from './der.ts';
import { digest, type MessageSigner, signChecked } from './message-signer.ts';
import { child, readWholeDer } from './reading/der-node.ts';
import { algorithmOf, dotted } from './reading/object-identifier.ts';
import { contentTypes, signedAttributes, signedData } from './signed-data.ts';
import { hashName } from './signing-algorithm.ts';

const sha256 = '2.16.840.1.101.3.4.2.1';

export type TimestampAuthority = {
  readonly signer: MessageSigner;
  /** DER: the time-stamping certificate, then its issuers. */
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
  /** The policy under which time is attested (RFC 3161 §2.4.2), dotted OID. */
  readonly policy: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
};

/** A TimeStampToken (RFC 3161 §2.4.2) over a SHA-256 digest, whole seconds UTC, checked before it is handed out. */
export async function makeTimestamp(
  authority: TimestampAuthority,
  sha256Digest: Uint8Array,
  nonce?: Uint8Array,
): Promise<Uint8Array> {
  if (sha256Digest.length !== 32) {
    throw new Error(`timestamp: expected a SHA-256 digest of 32 bytes, got ${sha256Digest.length}`);
  }
  const { signer, chain, policy, clock, randomness } = authority;
  const serial = new Uint8Array(17);
  serial[0] = 1;
  serial.set(randomness.bytes(16), 1);
  // RFC 3161 §2.4.2; whole seconds, so genTime has no fraction.
  const info = der(
    tags.sequence,
    der(tags.integer, Uint8Array.of(1)),
    derObjectIdentifier(policy),
    der(tags.sequence, der(tags.sequence, derObjectIdentifier(sha256)), der(tags.octetString, sha256Digest)),
    der(tags.integer, serial),
    der(
      tags.generalizedTime,
      Buffer.from(`${clock.now().toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`),
    ),
    ...(nonce === undefined ? [] : [der(tags.integer, nonce)]),
  );
  const attributes = signedAttributes(
    contentTypes.timestampInfo,
    digest(hashName(signer.algorithm), info),
    chain[0],
    signer.algorithm,
  );
  return signedData({
    contentType: contentTypes.timestampInfo,
    content: info,
    certificates: chain,
    algorithm: signer.algorithm,
    signedAttributes: attributes,
    signature: await signChecked(signer, attributes),
  });
}

/** The token attests something else than it was asked to. */
export class TimestampMismatch extends Error {
  override readonly name = 'TimestampMismatch';
}

/**
 * Refuses a token which is not over `sha256Digest`, before it is embedded for ever. It does not judge who signed it:
 * that is verification's work.
 * @throws TimestampMismatch; PkiMalformed for what is no DER ContentInfo with a TSTInfo
 */
export function requireImprint(token: Uint8Array, sha256Digest: Uint8Array): void {
  const contentInfo = readWholeDer(token);
  const content = child(child(child(contentInfo, 1, 0xa0), 0, 0x30), 2, 0x30);
  if (
    dotted(contentInfo.children[0]) !== contentTypes.signedData ||
    dotted(content.children[0]) !== contentTypes.timestampInfo
  ) {
    throw new TimestampMismatch('expected a TimeStampToken with its TSTInfo');
  }
  const info = readWholeDer(child(child(content, 1, 0xa0), 0, 0x04).content);
  const imprint = child(info, 2, 0x30);
  if (
    algorithmOf(imprint.children[0]) !== sha256 ||
    Buffer.compare(child(imprint, 1, 0x04).content, sha256Digest) !== 0
  ) {
    throw new TimestampMismatch('expected a timestamp over the digest which was sent');
  }
}
