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

export interface ReadableName {
  readonly text: string;
  readonly commonName: string | null;
  /** The office held, as the issuer attests it. */
  readonly title: string | null;
}

/** The name as text (RFC 4514 order and escapes left out: for people, never compared) with its last CN and title. */
export function readName(name: Name): ReadableName {
  let commonName: string | null = null;
  let title: string | null = null;
  const parts: string[] = [];
  for (const attributes of name) {
    for (const { type, value } of attributes) {
      const text = value.anyValue === undefined ? value.toString() : '?';
      if (type === '2.5.4.3') commonName = text;
      if (type === '2.5.4.12') title = text;
      parts.push(`${shortNames.get(type) ?? type}=${text}`);
    }
  }
  return { text: parts.join(', '), commonName, title };
}
