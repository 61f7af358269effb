import { isIP } from 'node:net';
import {
  type Extension,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  NameConstraints,
  SubjectAlternativeName,
} from '@peculiar/asn1-x509';
import { extension } from './certificate-profile.ts';

/** What a server is reached by: DNS names in lower case, or IPv4 and IPv6 addresses without brackets. */
export type NetworkNames = readonly string[];

/** RFC 5280 §4.2.1.6; a browser looks nowhere else (RFC 9525 §2). */
export const subjectAltName = (names: NetworkNames): Extension =>
  extension(
    id_ce_subjectAltName,
    false,
    new SubjectAlternativeName(
      names.map((name) => new GeneralName(isIP(name) ? { iPAddress: name } : { dNSName: name })),
    ),
  );

const everyAddress = ['0.0.0.0/0', '::/0'] as const;

/**
 * RFC 5280 §4.2.1.10: whoever trusts the CA trusts it for these names alone, should its key ever be lost. A kind of name
 * without any permitted would be unbounded, so it is excluded as a whole.
 */
export function nameConstraints(names: NetworkNames): Extension {
  const addresses = names.filter((name) => isIP(name) !== 0);
  const hosts = names.filter((name) => isIP(name) === 0);
  const permitted = [
    ...hosts.map((dNSName) => new GeneralName({ dNSName })),
    ...addresses.map(
      (address) => new GeneralName({ iPAddress: `${address}/${isIP(address) === 4 ? 32 : 128}` }),
    ),
  ];
  const excluded = [
    ...(hosts.length === 0 ? [new GeneralName({ dNSName: '' })] : []),
    ...(addresses.length === 0 ? everyAddress.map((iPAddress) => new GeneralName({ iPAddress })) : []),
  ];
  const subtrees = (bases: readonly GeneralName[]) =>
    new GeneralSubtrees(bases.map((base) => new GeneralSubtree({ base })));
  return extension(
    id_ce_nameConstraints,
    true,
    new NameConstraints({
      permittedSubtrees: subtrees(permitted),
      ...(excluded.length > 0 ? { excludedSubtrees: subtrees(excluded) } : {}),
    }),
  );
}
