import { child, type DerNode, readWholeDer } from './der-node.ts';
import { derTime } from './der-time.ts';
import { derExtensions } from './extension-values.ts';
import { algorithmOf, dotted } from './object-identifier.ts';
import { PkiMalformed } from './pki-malformed.ts';
import { type CertificateReader, readSignedData, type SignedData } from './signed-data.ts';

export interface TimestampToken {
  readonly signedData: SignedData;
  readonly time: Date;
  readonly imprintOid: string;
  readonly imprint: Uint8Array;
  /** Dotted OID of the policy under which the time is attested. */
  readonly policy: string;
  /** Content of the INTEGER which the request sent along, or null. */
  readonly nonce: Uint8Array | null;
  /** Milliseconds by which the time may be off either way; null when the authority does not say. */
  readonly accuracy: number | null;
}

/** Tags of accuracy, ordering, nonce, tsa [0] and extensions [1], in this order and each at most once. */
const optionalParts = [0x30, 0x01, 0x02, 0xa0, 0xa1];
const idTstInfo = '1.2.840.113549.1.9.16.1.4';

/** Reads a TimeStampToken (RFC 3161 §2.4.2). Its signature is not judged here. */
export function readTimestampToken(der: Uint8Array, read?: CertificateReader): TimestampToken {
  const signedData = readSignedData(der, read);
  if (signedData.contentType !== idTstInfo || signedData.content === null) {
    throw new PkiMalformed('timestamp', 'the SignedData carries no TSTInfo');
  }
  // TSTInfo ::= SEQUENCE { version 1, policy, messageImprint, serialNumber, genTime, … }.
  const info = readWholeDer(signedData.content);
  const version = child(info, 0, 0x02).content;
  if (info.tag !== 0x30 || version.length !== 1 || version[0] !== 1) {
    throw new PkiMalformed('timestamp', 'not a TSTInfo of version 1');
  }
  const imprint = child(info, 2, 0x30);
  child(info, 3, 0x02);
  const time = derTime(info.children[4]);
  if (time === null || info.children[4]?.tag !== 0x18) {
    throw new PkiMalformed('timestamp', 'genTime is not a time');
  }
  const optional = info.children.slice(5);
  const order = optional.map(({ tag }) => optionalParts.indexOf(tag));
  if (order.some((place, at) => place < 0 || place <= (order[at - 1] ?? -1))) {
    throw new PkiMalformed('timestamp', 'unexpected parts in TSTInfo');
  }
  const part = (tag: number) => optional.find((node) => node.tag === tag);
  const accuracy = part(0x30);
  const nonce = part(0x02);
  // None is defined which would be understood here; a critical one may say that the time is meant otherwise.
  for (const [id, { critical }] of derExtensions(part(0xa1))) {
    if (critical) throw new PkiMalformed('unsupported', `critical extension ${id} is not evaluated`);
  }
  return {
    signedData,
    time,
    imprintOid: algorithmOf(imprint.children[0]),
    imprint: child(imprint, 1, 0x04).content,
    policy: dotted(child(info, 1, 0x06)),
    nonce: nonce?.content ?? null,
    accuracy: accuracy ? milliseconds(accuracy) : null,
  };
}

/** Accuracy ::= SEQUENCE { seconds INTEGER?, millis [0]?, micros [1]? } */
function milliseconds({ children }: DerNode): number {
  const value = (tag: number) =>
    (children.find((part) => part.tag === tag)?.content ?? new Uint8Array()).reduce(
      (sum, byte) => sum * 256 + byte,
      0,
    );
  return value(0x02) * 1000 + value(0x80) + value(0x81) / 1000;
}
