import { join } from '../../pades/reader/sample-pdf.ts';
import { spansOf } from './base.ts';
import type { Mutator } from './mutation.ts';

/** Edits of the DER inside a /Contents, written back in digits of the same number. */
export const containerEdit: Mutator = (random, base, _bytes, bases) => {
  const span = base.spans[random.int(base.spans.length)] ?? { start: 0, end: 2 };
  const room = (span.end - span.start - 2) / 2;
  const at = random.int(room);
  const kind = random.int(5);
  const other = bases[random.int(bases.length)] ?? base;
  const [foreign] = spansOf(other.text);
  const some = random.bytes(1 + random.int(4));
  const what = [
    `byte ${at} of the container becomes ${some[0]}`,
    `bit of byte ${at} of the container turned`,
    `${some.length} bytes inserted at ${at} of the container`,
    `byte ${at} of the container taken out`,
    `the container of ${other.name}`,
  ][kind];
  return {
    what: `${what} at ${span.start}`,
    apply: (file) => {
      const hex = new TextDecoder('latin1').decode(file.subarray(span.start + 1, span.end - 1));
      let der = new Uint8Array(Buffer.from(hex, 'hex'));
      if (kind === 0) der[at] = some[0] ?? 0;
      else if (kind === 1) der[at] = (der[at] ?? 0) ^ (1 << ((some[0] ?? 0) % 8));
      else if (kind === 2) der = new Uint8Array(join(der.subarray(0, at), some, der.subarray(at)));
      else if (kind === 3) der = new Uint8Array(join(der.subarray(0, at), der.subarray(at + 1)));
      else if (foreign)
        der = new Uint8Array(Buffer.from(other.text.slice(foreign.start + 1, foreign.end - 1), 'hex'));
      const digits = Buffer.from(der)
        .toString('hex')
        .padEnd(room * 2, '0')
        .slice(0, room * 2);
      return join(file.subarray(0, span.start + 1), digits, file.subarray(span.end - 1));
    },
  };
};
