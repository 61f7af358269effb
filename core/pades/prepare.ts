import { createHash } from 'node:crypto';
import { certificateParts } from '../pki/certificate-parts.ts';
import { digest } from '../pki/message-signer.ts';
import { openPublicKey } from '../pki/public-key.ts';
import { contentTypes, signedAttributes } from '../pki/signed-data.ts';
import { hashName, type SigningAlgorithm } from '../pki/signing-algorithm.ts';
import { type Appearance, putAppearance } from './appearance.ts';
import { BaseRevision } from './base-revision.ts';
import { IncrementWriter } from './increment-writer.ts';
import { fillField, findOpenField } from './open-field.ts';
import {
  type ByteRange,
  fillByteRange,
  type PlacedSignature,
  putSignature,
  type SignatureKind,
} from './signature-dictionary.ts';

/** Bytes of CMS room in /Contents: a B-T signature with ECDSA chains of three needs about 5 KB. */
export const defaultReserve = 8192;

export type SignatureRequest = {
  /** Name of an empty field which is in the file already. */
  readonly field: string;
  /** Needed where the field has a size, refused where it has none. */
  readonly appearance?: Appearance;
  /** DER, the signer's first; known before signing because it is signed. */
  readonly certificateChain: readonly [Uint8Array, ...Uint8Array[]];
  /** Claimed time, printed as /M. */
  readonly signedAt: Date;
  readonly name: string;
  readonly reason?: string;
  readonly location?: string;
  /** Bytes; `defaultReserve`, or more for a long chain, unless told. */
  readonly reserve?: number;
};

/** A revision which lacks only its signature value. Everything in it is kept verbatim until `complete`. */
export type PreparedSignature = {
  /** The whole file with an empty /Contents. */
  readonly bytes: Uint8Array;
  /** Length and SHA-256 (hex) of the revision before. */
  readonly previousLength: number;
  readonly previousSha256: string;
  readonly byteRange: ByteRange;
  readonly field: string;
  readonly certificateChain: readonly [Uint8Array, ...Uint8Array[]];
  readonly algorithm: SigningAlgorithm;
  /** Digest of the byte range, as it stands in message-digest. */
  readonly documentDigest: Uint8Array;
  /** DER SET OF Attribute: what is signed. */
  readonly signedAttributes: Uint8Array;
  /** Digest of `signedAttributes`, for a signer which takes digests. */
  readonly toBeSigned: Uint8Array;
  /** The revision before as `prepare` read it. A session which was stored has none; `complete` then reads it again. */
  readonly base?: BaseRevision;
};

/**
 * Appends the increment of one signature with an empty /Contents. It holds field, signature dictionary and
 * appearance with its fonts, nothing else.
 * Throws FieldNotOpen, CharacterNotDrawable, AppearanceDoesNotFit, or the reader's PdfMalformed.
 */
export function prepare(revision: Uint8Array, request: SignatureRequest): PreparedSignature {
  const { certificateChain, field } = request;
  const algorithm = openPublicKey(certificateParts(certificateChain[0]).publicKey).algorithm;
  const base = new BaseRevision(revision);
  const { bytes, byteRange } = appendHollow(base, {
    field,
    kind: {
      type: 'signature',
      signedAt: request.signedAt,
      name: request.name,
      ...(request.reason === undefined ? {} : { reason: request.reason }),
      ...(request.location === undefined ? {} : { location: request.location }),
    },
    reserve: request.reserve ?? reserveFor(certificateChain),
    ...(request.appearance === undefined ? {} : { appearance: request.appearance }),
  });
  const documentDigest = digestOfRange(hashName(algorithm), bytes, byteRange, base);
  const attributes = signedAttributes(contentTypes.data, documentDigest, certificateChain[0], algorithm);
  return {
    bytes,
    previousLength: revision.length,
    previousSha256: base.sha256,
    byteRange,
    field,
    certificateChain,
    algorithm,
    documentDigest,
    signedAttributes: attributes,
    toBeSigned: digest(hashName(algorithm), attributes),
    base,
  };
}

function appendHollow(
  base: BaseRevision,
  {
    field,
    kind,
    reserve,
    appearance,
  }: { field: string; kind: SignatureKind; reserve: number; appearance?: Appearance },
): { bytes: Uint8Array; byteRange: ByteRange } {
  const open = findOpenField(base.file, field);
  const visible = open.width > 0 && open.height > 0;
  if (visible !== (appearance !== undefined)) {
    throw new Error(
      `field ${field}: expected ${visible ? 'an appearance' : 'no appearance'} for ${open.width} × ${open.height} pt`,
    );
  }
  const increment = new IncrementWriter(base.file, base.hash('sha256'));
  const drawn =
    appearance === undefined ? undefined : putAppearance(increment, appearance, open.width, open.height);
  const signature = putSignature(increment, kind, reserve);
  fillField(increment, open, signature.object, drawn);
  return closeRange(increment, signature);
}

/** Finishes the file and fills the byte range: everything but the value of /Contents. */
export function closeRange(
  increment: IncrementWriter,
  { object, holes }: PlacedSignature,
): { bytes: Uint8Array; byteRange: ByteRange } {
  const body = increment.bodyOffset(object);
  const bytes = increment.finish();
  const second = body + holes.contentsEnd;
  const byteRange: ByteRange = [0, body + holes.contents, second, bytes.length - second];
  fillByteRange(bytes, body + holes.byteRange, byteRange);
  return { bytes, byteRange };
}

/** With `base`, the revision before of which the range holds every byte, it goes on from that one's hash. */
export function digestOfRange(
  hash: 'sha256' | 'sha384',
  bytes: Uint8Array,
  [, length, second, rest]: ByteRange,
  base?: BaseRevision,
): Uint8Array {
  const state = base?.hash(hash) ?? createHash(hash);
  state.update(bytes.subarray(base?.length ?? 0, length)).update(bytes.subarray(second, second + rest));
  return new Uint8Array(state.digest());
}

/** Room for the chain, the signature, and a timestamp token with an RSA chain of three (about 5 KB). */
function reserveFor(chain: readonly Uint8Array[]): number {
  const needed = 6144 + chain.reduce((sum, certificate) => sum + certificate.length, 0);
  return Math.max(defaultReserve, Math.ceil(needed / 1024) * 1024);
}
