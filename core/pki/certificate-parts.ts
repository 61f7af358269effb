import { child, readWholeDer } from './reading/der-node.ts';

/** What a signature says of its signer's certificate; verbatim DER slices. */
export type CertificateParts = {
  /** INTEGER */
  readonly serialNumber: Uint8Array;
  /** Name */
  readonly issuer: Uint8Array;
  /** SubjectPublicKeyInfo */
  readonly publicKey: Uint8Array;
};

/** One signature asks for the same certificate three times. */
const read = new WeakMap<Uint8Array, CertificateParts>();

/**
 * Cut out, not written anew (RFC 5280 §4.1): whatever the issuer encoded stays byte for byte.
 * @throws PkiMalformed for bytes which are not one DER certificate.
 */
export function certificateParts(certificate: Uint8Array): CertificateParts {
  const parts = read.get(certificate) ?? readParts(certificate);
  read.set(certificate, parts);
  return parts;
}

function readParts(certificate: Uint8Array): CertificateParts {
  const tbs = child(readWholeDer(certificate), 0, 0x30);
  const afterVersion = tbs.children[0]?.tag === 0xa0 ? 1 : 0;
  return {
    serialNumber: child(tbs, afterVersion, 0x02).raw,
    issuer: child(tbs, afterVersion + 2, 0x30).raw,
    publicKey: child(tbs, afterVersion + 5, 0x30).raw,
  };
}
