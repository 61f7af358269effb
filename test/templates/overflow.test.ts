import { expect, test } from 'vitest';
import { wordRooms } from '../../core/roster/text.ts';
import type { DocumentFacts } from '../../core/typeset/facts.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { widestWord } from '../../core/typeset/printed-form.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { pageTexts, type TextRun } from '../typeset/page-texts.ts';
import { sampleFacts } from '../typeset/sample-facts.ts';
import { variants } from '../typeset/variants.ts';

const typesetter = createTypesetter();

/** As many of the letter as one unbreakable word may have where an import takes it. */
const widest = (letter: string, room: keyof typeof wordRooms): string => {
  let word = letter;
  for (;;) {
    const { ems, capitalEms } = widestWord(word + letter);
    if (ems > wordRooms[room].ems || capitalEms > wordRooms[room].capitalEms) return word;
    word += letter;
  }
};

/** The sample with the widest words an import takes, one after the other, in every field. */
function crowded<Facts extends DocumentFacts>(facts: Facts, letter: string): Facts {
  const column = `${widest(letter, 'column')} ${widest(letter, 'column')}`;
  const replaced = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((inner) => replaced(inner, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, name)]));
    if (typeof value !== 'string') return value;
    if (key === 'target' || key === 'unit') return widest(letter, 'cell');
    if (key === 'program' || key === 'note') return widest(letter, key);
    return /^(?:name|position|objective|indicator|titleSuffix)$/.test(key) ? column : value;
  };
  const { head, regionalHead, unit } = facts;
  return {
    ...facts,
    unit: { ...unit, name: column },
    ...(head === undefined ? {} : { head: replaced(head, 'head') }),
    ...('witnesses' in facts ? { witnesses: replaced(facts.witnesses, '') } : {}),
    regionalHead: replaced(regionalHead, 'regionalHead'),
    ...('objectives' in facts
      ? { objectives: replaced(facts.objectives, ''), programs: replaced(facts.programs, '') }
      : {}),
  };
}

/** Points; the margins of the pages, less what punctuation hangs out. */
const margin = 60;

/** Pairs of texts on one line of which the first runs into the second, and texts in the margins. */
function collisions(runs: readonly TextRun[], pageWidth: number): string[] {
  const upright = runs.filter((run) => run.upright);
  return upright.flatMap((run) => {
    const end = run.x + run.width;
    const into = upright.find(
      (other) =>
        other !== run && Math.abs(other.y - run.y) < 4 && other.x > run.x + 0.5 && end > other.x + 0.5,
    );
    if (run.x < margin || end > pageWidth - margin) return [`${run.text} leaves the page`];
    return into ? [`${run.text} runs into ${into.text}`] : [];
  });
}

test.each(documentKinds.flatMap((kind) => ['a', 'W', 'm'].map((letter) => ({ kind, letter }))))(
  '$kind with the widest words an import takes, of $letter: nothing leaves its column',
  async ({ kind, letter }) => {
    const { pdf } = typesetter.typeset(crowded(sampleFacts(kind), letter));

    for (const { runs, width } of await pageTexts(pdf)) expect(collisions(runs, width)).toEqual([]);
  },
);

test.each(
  ['pk-perubahan', 'pk-kepala-daerah', 'piagam-saksi'].flatMap((name) =>
    ['a', 'm'].map((letter) => ({ name, letter })),
  ),
)('$name with the widest words an import takes, of $letter', async ({ name, letter }) => {
  const variant = variants.find((candidate) => candidate.name === name);
  if (!variant) throw new Error(`expected the variant ${name}`);

  const { pdf } = typesetter.typeset(crowded(variant.facts, letter));

  for (const { runs, width } of await pageTexts(pdf)) expect(collisions(runs, width)).toEqual([]);
});

test('the comparison sees a word which leaves its column', async () => {
  const facts = sampleFacts('perjanjian-kinerja');
  const [first] = facts.objectives;
  if (!first) throw new Error('expected an objective');
  const wide = { ...first, objective: 'a'.repeat(60) };

  const { pdf } = typesetter.typeset({ ...facts, objectives: [wide] });

  const told = (await pageTexts(pdf)).flatMap(({ runs, width }) => collisions(runs, width));
  expect(told).toContainEqual(expect.stringMatching(/runs into/));
});
