import { certificateOf, currentCertificate, type Person } from '../../core/person/person.ts';
import type { OwnCertificateView } from '../../web/parts/own-certificate-facts.ts';

/** What HR compares where the certificate is the person's own. */
export function ownViewOf(person: Person): { readonly own?: OwnCertificateView } {
  const { credential } = person;
  const certificate = certificateOf(person);
  if (!credential || !('own' in credential) || !certificate) return {};
  return {
    own: {
      subject: certificate.subjectText,
      issuer: certificate.issuerText,
      serial: certificate.serial,
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
      fingerprint: currentCertificate(person) ?? '',
      revocation: credential.own.revocation,
    },
  };
}
