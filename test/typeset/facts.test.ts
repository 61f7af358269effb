import { expect, test } from 'vitest';
import * as z from 'zod';
import { documentFacts, encodeFacts } from '../../core/typeset/facts.ts';
import { sampleFacts } from './sample-facts.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('facts encode alike whatever the order of their keys or absent options', () => {
  const facts = sampleFacts('pakta-integritas');
  const shuffled = { ...Object.fromEntries(Object.entries(facts).reverse()), number: facts.number };

  const encoded = encodeFacts(
    documentFacts.parse({ ...shuffled, head: { ...facts.head, acting: undefined } }),
  );

  expect(text(encoded)).toBe(text(encodeFacts(facts)));
});

const [first, last] = sampleFacts('piagam-zi').slots;
const initialled = [first, { name: 'initialling', signer: 'ikrar-ca' }, last];

test.each([
  ['a link to another code', { link: 'http://localhost:3000/d/AAAAAAAAAAAAAAAAA' }],
  ['slots in the wrong order', { slots: sampleFacts('piagam-zi').slots.toReversed() }],
  ['an initial without anybody who gives it', { slots: initialled }],
  ['somebody who initials without a slot', { initialling: sampleFacts('piagam-zi').head }],
  ['a date that does not exist', { date: '2027-02-30' }],
  ['a line break in a place', { place: 'Stabat\nMedan' }],
  ['a fact nobody knows', { colour: 'red' }],
  ['a template of another kind', { template: { kind: 'piagam-zi', version: '1' } }],
])('%s is refused', (_, change) => {
  expect(documentFacts.safeParse({ ...sampleFacts('pakta-integritas'), ...change }).success).toBe(false);
});

test('a budget is whole rupiah', () => {
  const facts = sampleFacts('perjanjian-kinerja');

  const parsed = documentFacts.safeParse({ ...facts, programs: [{ program: 'Program', budget: 10.5 }] });

  expect(parsed.success).toBe(false);
});

test('every field of every kind tells in Indonesian what it is for', () => {
  const undescribed = (schema: unknown, path: string): string[] => {
    if (typeof schema !== 'object' || schema === null) return [];
    const inner = Object.entries(schema).flatMap(([key, value]) =>
      key === 'properties' ? [] : undescribed(value, path),
    );
    const properties: unknown = 'properties' in schema ? schema.properties : undefined;
    if (typeof properties !== 'object' || properties === null) return inner;
    return [
      ...inner,
      ...Object.entries(properties).flatMap(([name, property]) => [
        ...(typeof property === 'object' && property !== null && 'description' in property
          ? []
          : [`${path}.${name}`]),
        ...undescribed(property, `${path}.${name}`),
      ]),
    ];
  };

  expect(undescribed(z.toJSONSchema(documentFacts, { io: 'input' }), 'facts')).toEqual([]);
});
