import { compareBytes } from './reading/bytes.ts';

/** DER tags (X.690 §8) of what a SignedData is built from by hand. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
} as const;

/** One DER element: tag, definite length, contents. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of contents) length += part.length;
  let octets = 0;
  if (length >= 0x80) for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets++;
  const element = new Uint8Array(2 + octets + length);
  element[0] = tag;
  element[1] = octets === 0 ? length : 0x80 + octets;
  let rest = length;
  for (let at = 1 + octets; at > 1; at--) {
    element[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  let at = 2 + octets;
  for (const part of contents) {
    element.set(part, at);
    at += part.length;
  }
  return element;
}

/** SET OF: the elements in ascending order of their encodings (X.690 §11.6). */
export function derSetOf(elements: readonly Uint8Array[], tag: number = tags.set): Uint8Array {
  return der(tag, ...[...elements].sort(compareBytes));
}

const objectIdentifiers = new Map<string, Uint8Array>();

/** Of the few identifiers this project writes each is encoded once. */
export function derObjectIdentifier(dotted: string): Uint8Array {
  const encoded = objectIdentifiers.get(dotted) ?? encodeObjectIdentifier(dotted);
  objectIdentifiers.set(dotted, encoded);
  return encoded;
}

function encodeObjectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const septets = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      septets.unshift((left % 128) + 128);
    }
    octets.push(...septets);
  }
  return der(tags.objectIdentifier, new Uint8Array(octets));
}

/** The same contents under another tag (IMPLICIT tagging). */
export function retag(element: Uint8Array, tag: number): Uint8Array {
  const copy = new Uint8Array(element);
  copy[0] = tag;
  return copy;
}
