import { AsnConvert } from '@peculiar/asn1-schema';
import { TSTInfo } from '@peculiar/asn1-tsp';
import { readWholeDer } from './der-node.ts';
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
  readWholeDer(signedData.content);
  let info: TSTInfo;
  try {
    info = AsnConvert.parse(signedData.content, TSTInfo);
  } catch (cause) {
    throw new PkiMalformed('timestamp', 'TSTInfo cannot be read', { cause });
  }
  if (Number.isNaN(info.genTime.getTime())) throw new PkiMalformed('timestamp', 'genTime is not a time');
  return {
    signedData,
    time: info.genTime,
    imprintOid: info.messageImprint.hashAlgorithm.algorithm,
    imprint: new Uint8Array(info.messageImprint.hashedMessage.buffer),
  };
}
