import type { AppearanceLine } from '../pades/appearance.ts';
import { complete } from '../pades/complete.ts';
import { type PreparedSignature, prepare } from '../pades/prepare.ts';
import { digest, SignatureRefused, signatureIsValid } from '../pki/message-signer.ts';
import { readCertificate } from '../pki/reading/certificate.ts';
import type { Timestamper } from '../ports/timestamper.ts';
import type { TimeZone } from '../roster/time-zone.ts';
import { type ExpectedSignature, inspectSignedSlot, type SoundSignature } from './inspect-signed-slot.ts';
import { signingTime } from './signing-time.ts';
import { signatureTypefaces } from './typefaces.ts';

export type SlotToSign = {
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
  /** DER, the person's certificate first. */
  readonly chain: readonly Uint8Array[];
};

/** A signature in a slot of a file, in its steps. Whoever has the key stands between the first and the second. */
export type SlotFormat = {
  /** Everything but the signature value, which is to be made over `signedAttributes`. */
  readonly prepare: (slot: SlotToSign) => PreparedSignature;
  /**
   * The signed file: the value is verified, then timestamped, then embedded.
   * Throws SignatureRefused, TimestampUnavailable, TimestampMismatch, AppendedWrongly.
   */
  readonly complete: (
    prepared: PreparedSignature,
    signature: Uint8Array,
    timestamper: Timestamper,
  ) => Promise<Uint8Array>;
  /** Reads the signed file as a stranger would. Throws SignatureUnsound. */
  readonly inspect: (bytes: Uint8Array, expected: ExpectedSignature) => Promise<SoundSignature>;
};

/** PAdES-B-T (ETSI EN 319 142-1 §6.3), as an increment of the revision. */
export const padesSlots: SlotFormat = {
  prepare: (slot) => {
    const [certificate, ...issuers] = slot.chain;
    if (certificate === undefined) throw new Error("chain: expected the person's certificate, got nothing");
    return prepare(slot.revision, {
      field: slot.field,
      appearance: {
        typefaces: signatureTypefaces(),
        lines: appearanceLines(slot),
      },
      certificateChain: [certificate, ...issuers],
      signedAt: slot.signedAt,
      name: slot.name,
    });
  },
  complete: async (prepared, signature, timestamper) => {
    const { algorithm, certificateChain, signedAttributes } = prepared;
    // Before the authority is asked: nobody gets a time attested for a value which is no signature.
    const { publicKeyInfo } = readCertificate(certificateChain[0]);
    if (!signatureIsValid(algorithm, publicKeyInfo, signedAttributes, signature))
      throw new SignatureRefused("expected a signature under the key of the signer's certificate");
    // RFC 3161 over the signature value, so that the time is proven before anybody sees the signature.
    return complete(prepared, signature, await timestamper(digest('sha256', signature)));
  },
  inspect: inspectSignedSlot,
};

/** An initial says less than a signature: its frame is small, and the post is printed beside it. */
function appearanceLines({ field, name, position, signedAt, timeZone }: SlotToSign): AppearanceLine[] {
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
