import { describe, expect, it } from 'vitest';
import { ObjectParser } from '../../../core/pades/reader/object-parser.ts';
import { entry } from '../../../core/pades/reader/objects.ts';
import { PdfMalformed } from '../../../core/pades/reader/pdf-malformed.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const parse = (text: string) => new ObjectParser(bytes(text), 0).object();
const text = (value: Uint8Array) => String.fromCharCode(...value);

describe('what ISO 32000 writes is read', () => {
  it('reads a dictionary of every kind of object, with exact positions', () => {
    const source = '<< /A null /B true /C -1.5 /D#20E [1 2 0 R] /F (x) /G <414> >>';
    const object = parse(source);
    if (object.kind !== 'dictionary') throw new Error('not a dictionary');

    expect([...object.entries.keys()]).toEqual(['A', 'B', 'C', 'D E', 'F', 'G']);
    expect(entry(object, 'A')).toBeUndefined();
    expect(object.entries.get('C')).toMatchObject({ kind: 'number', value: -1.5, integer: false });
    expect(object.entries.get('D E')).toMatchObject({ items: [{ value: 1 }, { object: 2, generation: 0 }] });
    const hex = object.entries.get('G');
    expect(hex).toMatchObject({ kind: 'string', hex: true, bytes: bytes('A@') });
    expect(source.slice(hex?.start, hex?.end)).toBe('<414>');
  });

  it.each([
    ['(a(b)c)', 'a(b)c'],
    ['(\\101\\1012\\n\\)\\q)', 'AA2\n)q'],
    ['(a\\\r\nb\rc)', 'ab\nc'],
  ])('decodes the literal string %j', (source, expected) => {
    const object = parse(source);
    expect(object.kind === 'string' && text(object.bytes)).toBe(expected);
  });
});

describe('what two readers could read differently is refused', () => {
  it.each([
    ['a key twice', '<</V 1/V 2>>', 'duplicate-key'],
    ['a key twice, once escaped', '<</V 1/#56 2>>', 'duplicate-key'],
    ['an exponent', '1e5', 'syntax'],
    ['two signs', '--1', 'syntax'],
    ['a string without end', '(abc', 'syntax'],
    ['a hexadecimal string with other characters', '<41G1>', 'syntax'],
    ['a dictionary without end', '<</A 1', 'syntax'],
    ['a value without key', '<<1 2>>', 'syntax'],
    ['a name with NUL', '/A#00', 'syntax'],
    ['an unknown word', 'nul', 'syntax'],
    ['a thousand arrays inside each other', '['.repeat(1000), 'nesting'],
  ])('%s', (_what, source, code) => {
    expect(() => parse(source)).toThrow(PdfMalformed);
    expect(() => parse(source)).toThrow(expect.objectContaining({ code }));
  });
});
