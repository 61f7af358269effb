import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, TSTInfo, TSTInfoVersion } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { Clock } from '../ports/clock.ts';
import type { Randomness } from '../ports/randomness.ts';
import { digest, type MessageSigner, signChecked } from './message-signer.ts';
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
  const info = new Uint8Array(
    AsnConvert.serialize(
      new TSTInfo({
        version: TSTInfoVersion.v1,
        policy,
        messageImprint: new MessageImprint({
          hashAlgorithm: new AlgorithmIdentifier({ algorithm: sha256 }),
          hashedMessage: new OctetString(new Uint8Array(sha256Digest)),
        }),
        serialNumber: serial.buffer,
        genTime: new Date(Math.floor(clock.now().getTime() / 1000) * 1000),
        ...(nonce === undefined ? {} : { nonce: new Uint8Array(nonce).buffer }),
      }),
    ),
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
 */
export function requireImprint(token: Uint8Array, sha256Digest: Uint8Array): void {
  const { content } = AsnConvert.parse(token, ContentInfo);
  const { encapContentInfo } = AsnConvert.parse(content, SignedData);
  const info = encapContentInfo.eContent?.single;
  if (encapContentInfo.eContentType !== contentTypes.timestampInfo || info === undefined) {
    throw new TimestampMismatch('expected a TimeStampToken with its TSTInfo');
  }
  const { hashAlgorithm, hashedMessage } = AsnConvert.parse(info.buffer, TSTInfo).messageImprint;
  if (
    hashAlgorithm.algorithm !== sha256 ||
    !Buffer.from(hashedMessage.buffer).equals(Buffer.from(sha256Digest))
  ) {
    throw new TimestampMismatch('expected a timestamp over the digest which was sent');
  }
}
