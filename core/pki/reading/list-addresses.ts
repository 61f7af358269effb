import { latin1 } from '../../pades/reader/characters.ts';
import type { Certificate } from './certificate.ts';
import { child, type DerNode, readWholeDer } from './der-node.ts';
import { dotted } from './object-identifier.ts';

const distributionPoints = '2.5.29.31';

/**
 * The http(s) addresses of the CRLs which speak about a certificate (RFC 5280 §4.2.1.13). A point which names another
 * issuer of its list, or only some reasons, is none here.
 */
export function listAddresses(certificate: Certificate): string[] {
  const tbs = readWholeDer(certificate.tbs);
  const extensions = tbs.children.find(({ tag }) => tag === 0xa3)?.children[0]?.children ?? [];
  const found = extensions.find((extension) => dotted(extension.children[0]) === distributionPoints);
  if (found === undefined) return [];
  const value = child(found, found.children.length - 1, 0x04).content;
  return readWholeDer(value).children.flatMap(({ children }) => {
    const [name, ...others] = children;
    return name?.tag === 0xa0 && others.length === 0 ? uris(name.children[0]) : [];
  });
}

function uris(fullName: DerNode | undefined): string[] {
  if (fullName?.tag !== 0xa0) return [];
  return fullName.children
    .filter(({ tag }) => tag === 0x86)
    .map(({ content }) => latin1(content))
    .filter((uri) => /^https?:\/\//i.test(uri));
}
