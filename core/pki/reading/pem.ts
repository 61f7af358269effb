import { type Certificate, readCertificate } from './certificate.ts';
import { PkiMalformed } from './pki-malformed.ts';

/** All certificates of a PEM text (RFC 7468), at least one; other text between them is ignored. */
export function readPemCertificates(text: string): Certificate[] {
  const blocks = [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g)];
  const begun = text.split('-----BEGIN CERTIFICATE-----').length - 1;
  if (blocks.length === 0 || blocks.length !== begun) {
    throw new PkiMalformed('pem', `expected PEM certificates, found ${blocks.length} of ${begun} complete`);
  }
  return blocks.map(([, body = '']) => {
    let binary: string;
    try {
      binary = atob(body.replace(/\s+/g, ''));
    } catch (cause) {
      throw new PkiMalformed('pem', 'the body is not base64', { cause });
    }
    return readCertificate(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  });
}
