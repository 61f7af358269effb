import type { AppearanceLine } from '../pades/appearance.ts';
import { complete } from '../pades/complete.ts';
import { prepare } from '../pades/prepare.ts';
import { digest, type MessageSigner } from '../pki/message-signer.ts';
import type { Timestamper } from '../ports/timestamper.ts';
import type { TimeZone } from '../roster/time-zone.ts';
import { signingTime } from './signing-time.ts';
import { signatureTypefaces } from './typefaces.ts';

/** Signs the digest or the message it is given; where its key lives is its own affair. */
export type HashSigner = MessageSigner;

export type SlotSignature = {
  /** The PDF as it was shown; its bytes stay an exact prefix of the result. */
  readonly revision: Uint8Array;
  /** The slot's name, which is the field's. */
  readonly field: string;
  /** With titles. */
  readonly name: string;
  readonly position: string;
  readonly signedAt: Date;
  /** The government's, for the printed time. */
  readonly timeZone: TimeZone;
  readonly timestamper: Timestamper;
  /** Opened with the person's passphrase for this request. */
  readonly key: HashSigner;
  /** DER, the person's certificate first. */
  readonly chain: readonly Uint8Array[];
};

export type SignedSlot = {
  readonly revision: Uint8Array;
  /** Lower-case hex of `revision`. */
  readonly sha256: string;
  readonly level: 'PAdES-B-T';
  /** SHA-256 fingerprint of the signer's certificate, lower-case hex. */
  readonly certificate: string;
};

/**
 * One person's signature in one slot, PAdES-B-T (ETSI EN 319 142-1 §6.3), as an increment of the revision. The
 * result has been read again and its signature verified.
 * Throws FieldNotOpen (the slot is signed already or not in the file), CharacterNotDrawable, AppearanceDoesNotFit,
 * SignatureRefused (key and certificate do not belong together), TimestampUnavailable, TimestampMismatch, PdfMalformed.
 */
export async function signSlot(slot: SlotSignature): Promise<SignedSlot> {
  const [certificate, ...issuers] = slot.chain;
  if (certificate === undefined) throw new Error("chain: expected the person's certificate, got nothing");
  const prepared = prepare(slot.revision, {
    field: slot.field,
    appearance: {
      typefaces: signatureTypefaces(),
      lines: appearanceLines(slot),
    },
    certificateChain: [certificate, ...issuers],
    signedAt: slot.signedAt,
    name: slot.name,
  });
  const signature = await slot.key.sign(prepared.signedAttributes);
  // RFC 3161 over the signature value, so that the time is proven before anybody sees the signature.
  const token = await slot.timestamper(digest('sha256', signature));
  const revision = complete(prepared, signature, token);
  return {
    revision,
    sha256: hex(digest('sha256', revision)),
    level: 'PAdES-B-T',
    certificate: hex(digest('sha256', certificate)),
  };
}

/** An initial says less than a signature: its frame is small, and the post is printed beside it. */
function appearanceLines({ field, name, position, signedAt, timeZone }: SlotSignature): AppearanceLine[] {
  const time: AppearanceLine = { text: signingTime(signedAt, timeZone), weight: 'regular' };
  if (field === 'initialling')
    return [
      { text: 'Diparaf secara elektronik oleh', weight: 'regular' },
      { text: name, weight: 'bold' },
      time,
    ];
  return [
    { text: 'Ditandatangani secara elektronik oleh', weight: 'regular' },
    { text: name, weight: 'bold' },
    { text: position, weight: 'regular' },
    time,
  ];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
