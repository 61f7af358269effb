import { describe, expect, it } from 'vitest';
import { readContainer } from '../../../core/pki/reading/ber.ts';
import { readDer, readWholeDer } from '../../../core/pki/reading/der-node.ts';
import { PkiMalformed } from '../../../core/pki/reading/pki-malformed.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('DER', () => {
  it('reads a sequence and its children', () => {
    const node = readWholeDer(bytes('30 06 02 01 05 04 01 ff'));
    expect(node.children.map(({ tag, content }) => [tag, content[0]])).toEqual([
      [0x02, 5],
      [0x04, 0xff],
    ]);
  });

  it('leaves bytes after the value to the caller', () => {
    expect(readDer(bytes('02 01 05 00 00')).raw).toHaveLength(3);
    expect(() => readWholeDer(bytes('02 01 05 00 00'))).toThrow(PkiMalformed);
  });

  it.each([
    ['an indefinite length', '30 80 02 01 05 00 00'],
    ['a length not shortest', '02 81 01 05'],
    ['a length with leading zero', `04 82 00 80 ${'00'.repeat(128)}`],
    ['a length beyond the bytes', '04 05 00'],
    ['a child beyond its parent', '30 03 04 05 00 00 00 00'],
    ['a constructed OCTET STRING', '24 03 04 01 00'],
    ['a primitive SEQUENCE', '10 00'],
    ['a padded INTEGER', '02 02 00 05'],
    ['an empty INTEGER', '02 00'],
    ['a BOOLEAN of 1', '01 01 01'],
    ['a NULL with content', '05 01 00'],
    ['a BIT STRING with eight unused bits', '03 02 08 00'],
    ['a multi-byte tag', '1f 81 00 00'],
    ['nothing', ''],
  ])('refuses %s', (_what, hex) => {
    expect(() => readWholeDer(bytes(hex))).toThrow(PkiMalformed);
  });

  it('refuses values nested without end', () => {
    let value: number[] = [];
    for (let depth = 0; depth < 50; depth++) value = [0x30, value.length, ...value];
    expect(() => readWholeDer(Uint8Array.from(value))).toThrow(/nested/);
  });
});

it('a value of more parts than memory should hold is refused, in DER and in BER', () => {
  const nulls = new Uint8Array(600_000 * 2).fill(0x05);
  for (let at = 1; at < nulls.length; at += 2) nulls[at] = 0;
  const length = [16, 8, 0].map((shift) => (nulls.length >> shift) & 0xff);
  expect(() => readDer(Buffer.concat([Uint8Array.of(0x30, 0x83, ...length), nulls]))).toThrow(
    'too many parts',
  );
  const indefinite = Buffer.concat([Uint8Array.of(0x30, 0x80), nulls, Uint8Array.of(0, 0)]);
  expect(() => readContainer(indefinite)).toThrow('too many parts');
});
