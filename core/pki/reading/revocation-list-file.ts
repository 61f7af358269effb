import { PkiMalformed } from './pki-malformed.ts';
import { type RevocationList, readRevocationList } from './revocation-list.ts';

/** One CRL as CAs publish it: DER, or PEM (RFC 7468 §6). @throws PkiMalformed */
export function readRevocationListFile(bytes: Uint8Array): RevocationList {
  if (bytes[0] === 0x30) return readRevocationList(bytes);
  const text = new TextDecoder().decode(bytes);
  const [, body] = /^\s*-----BEGIN X509 CRL-----([^-]*)-----END X509 CRL-----\s*$/.exec(text) ?? [];
  if (body === undefined) throw new PkiMalformed('pem', 'expected one CRL, DER or PEM');
  let binary: string;
  try {
    binary = atob(body.replace(/\s+/g, ''));
  } catch (cause) {
    throw new PkiMalformed('pem', 'the body is not base64', { cause });
  }
  return readRevocationList(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
