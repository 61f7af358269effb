import { latin1 } from '../../pades/reader/characters.ts';
import { hex } from './bytes.ts';
import type { DerNode } from './der-node.ts';
import { dotted } from './object-identifier.ts';

const shortNames = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'title'],
]);

export interface ReadableName {
  readonly text: string;
  readonly commonName: string | null;
  readonly organization: string | null;
  /** The office held, as the issuer attests it. */
  readonly title: string | null;
}

/** The Name as text (RFC 4514 order and escapes left out: for people, never compared) with its last CN, O and title. */
export function readName(name: DerNode): ReadableName {
  let commonName: string | null = null;
  let organization: string | null = null;
  let title: string | null = null;
  const parts: string[] = [];
  for (const attributes of name.children) {
    for (const { children } of attributes.children) {
      const type = dotted(children[0]);
      const text = textOf(children[1]);
      if (type === '2.5.4.3') commonName = text;
      if (type === '2.5.4.10') organization = text;
      if (type === '2.5.4.12') title = text;
      parts.push(`${shortNames.get(type) ?? type}=${text}`);
    }
  }
  return { text: parts.join(', '), commonName, organization, title };
}

/** A DirectoryString (RFC 5280 §4.1.2.4) or IA5String; every other type is shown as hexadecimal. */
function textOf(node: DerNode | undefined): string {
  switch (node?.tag) {
    case 0x0c:
      return new TextDecoder().decode(node.content);
    case 0x13:
    case 0x14:
    case 0x16:
      return latin1(node.content);
    case 0x1e:
      return new TextDecoder('utf-16be').decode(node.content);
    default:
      return node === undefined ? '' : `#${hex(node.raw)}`;
  }
}
