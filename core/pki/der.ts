/** DER tags (X.690 §8) of what a SignedData is built from by hand. */
export const tags = {
  integer: 0x02,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
} as const;

/** One DER element: tag, definite length, contents. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  const header = [tag];
  if (length < 0x80) header.push(length);
  else {
    const octets: number[] = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
    header.push(0x80 + octets.length, ...octets);
  }
  return new Uint8Array(Buffer.concat([new Uint8Array(header), ...contents]));
}

/** SET OF: the elements in ascending order of their encodings (X.690 §11.6). */
export function derSetOf(elements: readonly Uint8Array[], tag: number = tags.set): Uint8Array {
  return der(tag, ...[...elements].sort(Buffer.compare));
}

export function derObjectIdentifier(dotted: string): Uint8Array {
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
