import { child, readWholeDer } from './der-node.ts';
import { derTime } from './der-time.ts';
import { algorithmOf } from './object-identifier.ts';
import { PkiMalformed } from './pki-malformed.ts';
import { readSignedData, type SignedData } from './signed-data.ts';

export interface TimestampToken {
  readonly signedData: SignedData;
  readonly time: Date;
  readonly imprintOid: string;
  readonly imprint: Uint8Array;
}

const idTstInfo = '1.2.840.113549.1.9.16.1.4';

/** Reads a TimeStampToken (RFC 3161 §2.4.2). Its signature is not judged here. */
export function readTimestampToken(der: Uint8Array): TimestampToken {
  const signedData = readSignedData(der);
  if (signedData.contentType !== idTstInfo || signedData.content === null) {
    throw new PkiMalformed('timestamp', 'the SignedData carries no TSTInfo');
  }
  // TSTInfo ::= SEQUENCE { version 1, policy, messageImprint, serialNumber, genTime, … }.
  const info = readWholeDer(signedData.content);
  const version = child(info, 0, 0x02).content;
  if (info.tag !== 0x30 || version.length !== 1 || version[0] !== 1) {
    throw new PkiMalformed('timestamp', 'not a TSTInfo of version 1');
  }
  child(info, 1, 0x06);
  const imprint = child(info, 2, 0x30);
  child(info, 3, 0x02);
  const time = derTime(info.children[4]);
  if (time === null || info.children[4]?.tag !== 0x18) {
    throw new PkiMalformed('timestamp', 'genTime is not a time');
  }
  return {
    signedData,
    time,
    imprintOid: algorithmOf(imprint.children[0]),
    imprint: child(imprint, 1, 0x04).content,
  };
}
