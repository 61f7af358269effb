import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJsonLines } from '../../core/roster/json-lines.ts';

const text = `{
  "head": { "name": "Ayu",
    "posts": [
      "a", 1e3,
      { "x": null } ] },
  "a.b": true
}`;

test.each([
  [['head'], 2],
  [['head', 'name'], 2],
  [['head', 'posts', 0], 4],
  [['head', 'posts', 2, 'x'], 5],
  [['a.b'], 6],
  [[], 1],
  [['head', 'missing'], 2],
  [['head', 'posts', 9, 'x'], 3],
])('%j stands on line %i', (path, line) => {
  const reading = readJsonLines(text);

  expect(reading.ok && reading.lineOf(path)).toBe(line);
});

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const source = JSON.stringify(value, null, indent);
      const reading = readJsonLines(source);
      expect(reading.ok && reading.value).toEqual(JSON.parse(source));
    }),
  );
});

test('refuses what JSON.parse refuses', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', '01', '\n', ' ', '"', 'null', '-'),
        {
          maxLength: 9,
        },
      ),
      (pieces) => {
        const source = pieces.join('');
        const parses = (() => {
          try {
            JSON.parse(source);
            return true;
          } catch {
            return false;
          }
        })();
        const reading = readJsonLines(source);
        expect(reading.ok || reading.fault === 'duplicate').toBe(parses);
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ['{\n"a": 1,\n"b" 2}', 'syntax', 3],
  ['{\n"a": 1,\n}', 'syntax', 3],
  ['{"a": 1,\n"b": 2,\n"a": 3}', 'duplicate', 3],
  ['\n\n', 'syntax', 3],
  ['["a\n"]', 'syntax', 1],
  [`[${'['.repeat(200)}${']'.repeat(200)}]`, 'depth', 1],
])('%j: %s on line %i', (source, fault, line) => {
  expect(readJsonLines(source)).toEqual({ ok: false, fault, line });
});
