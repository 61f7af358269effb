import { type Certificate, readCertificate } from './certificate.ts';
import { PkiMalformed } from './pki-malformed.ts';

/** All certificates of a PEM text (RFC 7468), at least one; other text between them is ignored. Errors name the line. */
export function readPemCertificates(text: string): Certificate[] {
  const begun = [...text.matchAll(/-----BEGIN CERTIFICATE-----/g)];
  if (begun.length === 0) throw new PkiMalformed('pem', 'expected PEM certificates, found none');
  return begun.map(({ index }) => {
    const line = `line ${text.slice(0, index).split('\n').length}`;
    const block = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/y;
    block.lastIndex = index;
    const [, body] = block.exec(text) ?? [];
    if (body === undefined) throw new PkiMalformed('pem', `${line}: expected a complete certificate`);
    let binary: string;
    try {
      binary = atob(body.replace(/\s+/g, ''));
    } catch (cause) {
      throw new PkiMalformed('pem', `${line}: the body is not base64`, { cause });
    }
    try {
      return readCertificate(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
    } catch (cause) {
      if (!(cause instanceof PkiMalformed)) throw cause;
      throw new PkiMalformed(cause.code, `${line}: ${cause.message}`, { cause });
    }
  });
}
