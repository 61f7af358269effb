import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentFacts, type DocumentKind, documentFacts } from '../../core/typeset/facts.ts';
import { defaultTemplatesRoot } from '../../core/typeset/typeset.ts';

type FactsOf<K extends DocumentKind> = Extract<DocumentFacts, { kind: K }>;

/** The sample that stands beside each template, read through the schema. */
export const sampleFacts = <K extends DocumentKind>(kind: K): FactsOf<K> => {
  const facts = documentFacts.parse(
    JSON.parse(readFileSync(join(defaultTemplatesRoot(), kind, 'sample.json'), 'utf8')),
  );
  if (!isKind(facts, kind)) throw new Error(`expected a sample of ${kind}, got ${facts.kind}`);
  return facts;
};

const isKind = <K extends DocumentKind>(facts: DocumentFacts, kind: K): facts is FactsOf<K> =>
  facts.kind === kind;
