import { join } from '../../pades/reader/sample-pdf.ts';
import type { Seeded } from '../../world/seeded.ts';
import type { Base } from './base.ts';
import type { Edit, Mutator } from './mutation.ts';

const landmarks =
  /ByteRange|Contents <|startxref|xref\n|trailer|%%EOF|\/Prev|\/Size|\/W|\/Index|\/V |\/AP|\/DSS|endstream|endobj|\d obj/g;

/** Near something which steers readers, or anywhere. */
function place(random: Seeded, bytes: Uint8Array): number {
  if (random.chance(0.5)) return random.int(bytes.length);
  const text = new TextDecoder('latin1').decode(bytes);
  const found = [...text.matchAll(landmarks)];
  const landmark = found[random.int(found.length)]?.index ?? 0;
  return Math.max(0, Math.min(bytes.length - 1, landmark - 4 + random.int(48)));
}

function splice(bytes: Uint8Array, at: number, length: number, by: Uint8Array | string): Uint8Array {
  return join(bytes.subarray(0, at), by, bytes.subarray(Math.min(bytes.length, at + length)));
}

const snippets = [
  '\n',
  ' ',
  '\0',
  '%',
  '%%EOF\n',
  '>>',
  '<<',
  'endobj\n',
  '0',
  'null',
  '4 0 obj null endobj\n',
  '/V 4 0 R',
];

export const byteEdit: Mutator = (random, _base, bytes) => {
  const at = place(random, bytes);
  const kind = random.int(4);
  if (kind === 0) {
    const bit = random.int(8);
    return {
      what: `bit ${bit} of byte ${at} turned`,
      apply: (from) => splice(from, at, 1, Uint8Array.of((from[at] ?? 0) ^ (1 << bit))),
    };
  }
  const length = kind === 1 ? 1 : 1 + random.int(random.chance(0.2) ? 400 : 8);
  const by = kind === 1 ? random.bytes(1) : kind === 2 ? new Uint8Array() : inserted(random);
  const removed = kind === 3 ? 0 : length;
  const said =
    typeof by === 'string' ? JSON.stringify(by) : `${by.length} bytes ${Buffer.from(by).toString('hex')}`;
  return {
    what: `${removed} bytes at ${at} replaced by ${said}`,
    apply: (from) => splice(from, at, removed, by),
  };
};

function inserted(random: Seeded): Uint8Array | string {
  return random.chance(0.7) ? (snippets[random.int(snippets.length)] ?? '') : random.bytes(1 + random.int(6));
}

/** Blocks moved, doubled, taken from another file; the tail cut off. */
export const blockEdit: Mutator = (random, _base, bytes, bases) => {
  const from = random.int(bytes.length);
  const length = 1 + random.int(1200);
  const to = place(random, bytes);
  const other = bases[random.int(bases.length)] as Base;
  const kinds: readonly Edit[] = [
    { what: `cut off at ${from}`, apply: (file) => file.subarray(0, from) },
    {
      what: `${length} bytes of ${from} written over ${to}`,
      apply: (file) => splice(file, to, length, file.slice(from, from + length)),
    },
    {
      what: `${length} bytes of ${from} inserted at ${to}`,
      apply: (file) => splice(file, to, 0, file.slice(from, from + length)),
    },
    {
      what: `${length} bytes of ${other.name} at ${from} written over ${to}`,
      apply: (file) => splice(file, to, length, other.bytes.slice(from, from + length)),
    },
    { what: `${other.name} after the end`, apply: (file) => join(file, other.bytes) },
  ];
  return kinds[random.int(kinds.length)] as Edit;
};

const numbers = ['0', '1', '-1', '4', '9999999999', '2147483648', '1.0', '00', '65535'];

/** A number or name changed as a token; half the time without moving what follows. */
export const tokenEdit: Mutator = (random, _base, bytes) => {
  const text = new TextDecoder('latin1').decode(bytes);
  const tokens = [...text.matchAll(random.chance(0.6) ? /\b\d{1,10}\b/g : /\/[A-Za-z][A-Za-z0-9]*/g)];
  const one = tokens[random.int(tokens.length)];
  const two = tokens[random.int(tokens.length)]?.[0] ?? '0';
  const was = one?.[0] ?? '';
  let by = was.startsWith('/') || random.chance(0.5) ? two : (numbers[random.int(numbers.length)] ?? '0');
  if (random.chance(0.5))
    by = was.startsWith('/')
      ? by.padEnd(was.length).slice(0, was.length)
      : by.slice(-was.length).padStart(was.length, '0');
  const at = one?.index ?? 0;
  return { what: `${was} at ${at} becomes ${by}`, apply: (from) => splice(from, at, was.length, by) };
};
