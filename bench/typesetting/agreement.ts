import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rupiah } from '../../core/typeset/indonesian-words.ts';
import { type Presentation, present } from '../../core/typeset/presentation.ts';
import { defaultTemplatesRoot } from '../../core/typeset/typeset.ts';
import { sampleFacts } from '../sample.ts';

export type AgreementFacts = typeof sampleFacts;

/** The performance agreement of the sample for the `index`th agency: no two documents are the same. */
export function agreementFacts(index: number): AgreementFacts {
  return {
    ...sampleFacts,
    number: `800/${String(index).padStart(4, '0')}/2027`,
    head: { ...sampleFacts.head, name: `${sampleFacts.head.name} ${letters(index)}` },
    objectives: sampleFacts.objectives.map((objective) => ({
      ...objective,
      indicators: objective.indicators.map((indicator, row) => ({
        ...indicator,
        target: `${60 + ((index + row) % 40)},${10 + (index % 90)}`,
      })),
    })),
    programs: sampleFacts.programs.map((program, row) => ({
      ...program,
      budget: program.budget + 7919 * index * (row + 1),
    })),
  };
}

/** A word of its own for every number. */
function letters(index: number): string {
  const vowels = 'aiueo';
  const consonants = 'bdgjklmnprst';
  let word = '';
  for (let rest = index, place = 0; place < 3 || rest > 0; place++) {
    word += consonants[rest % 12];
    rest = Math.floor(rest / 12);
    word += vowels[rest % 5];
    rest = Math.floor(rest / 5);
  }
  return `${word[0]?.toUpperCase()}${word.slice(1)}`;
}

const shared = join(defaultTemplatesRoot(), 'shared');

/** What the templates print, for the peers to print too: words, names, figures, both drawings. */
export function agreementContent(facts: AgreementFacts) {
  const view: Presentation = present(facts);
  const { head, regionalHead, verification } = view;
  if (head === undefined || regionalHead === undefined)
    throw new Error('expected a head and a regional head');
  return {
    ...view,
    head,
    regionalHead,
    verification,
    objectives: facts.objectives,
    programs: facts.programs.map((program) => ({ ...program, figures: rupiah(BigInt(program.budget)) })),
    total: { figures: view.budget?.total.budget ?? '', words: view.budget?.total.words ?? '' },
    emblem: readFileSync(join(shared, 'emblem.svg'), 'utf8'),
    wording,
  };
}
export type AgreementContent = ReturnType<typeof agreementContent>;

const wording: {
  readonly opening: string;
  readonly first: string;
  readonly second: string;
  readonly promise: string;
  readonly supervision: string;
  readonly annex: string;
} = JSON.parse(readFileSync(join(defaultTemplatesRoot(), 'perjanjian-kinerja/wording.json'), 'utf8'));
