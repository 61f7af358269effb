import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from '@peculiar/asn1-x509';
import { holdsPersonalData, SubjectRefused } from './subject-name.ts';

/** RFC 5280 appendix A.1, ub-common-name. */
export const commonNameLimit = 64;

/**
 * C=ID, O=the government, CN=the name. Nothing else: a certificate travels with every document for ever, so NIP,
 * NIK and e-mail address stay out of it. Without an organization for whoever belongs to none that this CA can vouch
 * for. Throws SubjectRefused.
 */
export function distinguishedName(organization: string | undefined, commonName: string): Name {
  if ([...commonName].length > commonNameLimit) {
    throw new SubjectRefused(`common name: expected at most ${commonNameLimit} characters, got more`);
  }
  if (holdsPersonalData(commonName) || holdsPersonalData(organization ?? ''))
    throw new SubjectRefused('expected a name alone, got a personal number or an e-mail address');
  return new Name([
    attribute('2.5.4.6', { printableString: 'ID' }),
    ...(organization === undefined ? [] : [attribute('2.5.4.10', { utf8String: organization })]),
    attribute('2.5.4.3', { utf8String: commonName }),
  ]);
}

function attribute(type: string, value: { printableString: string } | { utf8String: string }) {
  return new RelativeDistinguishedName([
    new AttributeTypeAndValue({ type, value: new AttributeValue(value) }),
  ]);
}
