import type { Name } from '@peculiar/asn1-x509';

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

/** The name as text (RFC 4514 order and escapes left out: for people, never compared) and its last CN. */
export function readName(name: Name): { readonly text: string; readonly commonName: string | null } {
  let commonName: string | null = null;
  const parts: string[] = [];
  for (const attributes of name) {
    for (const { type, value } of attributes) {
      const text = value.anyValue === undefined ? value.toString() : '?';
      if (type === '2.5.4.3') commonName = text;
      parts.push(`${shortNames.get(type) ?? type}=${text}`);
    }
  }
  return { text: parts.join(', '), commonName };
}
