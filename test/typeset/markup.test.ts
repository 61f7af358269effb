import { expect, test } from 'vitest';
import { type DocumentKind, documentKinds } from '../../core/typeset/facts.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { pageTexts } from './page-texts.ts';
import { sampleFacts } from './sample-facts.ts';

/** Each of these means something to the typesetter where a template is written. */
const markup =
  '#panic("x") #sys.inputs $1/0$ @ref \\u{41} `raw` = h *b* _i_ <l> [k](#x) // z /* q */ ~ -- ... #include "/etc/passwd"';
const typesetter = createTypesetter();

const speaking = (kind: DocumentKind) => {
  const facts = sampleFacts(kind);
  const common = { place: '#panic("p")', number: '1/$2$/#eval("3")/[x]' };
  switch (facts.kind) {
    case 'pakta-integritas':
      return { ...facts, ...common, wording: { ...facts.wording, opening: markup, points: [markup] } };
    case 'perjanjian-kinerja':
      return { ...facts, ...common, programs: [{ program: markup, budget: 1, note: '#x $y$' }] };
    case 'piagam-zi':
      return { ...facts, ...common, wording: { ...facts.wording, declaration: markup, areas: [markup] } };
  }
};

test.each(documentKinds)('what facts say is printed to the letter and never evaluated: %s', async (kind) => {
  const facts = speaking(kind);

  const { pdf } = typesetter.typeset(facts);

  const text = (await pageTexts(pdf)).map((page) => page.text).join(' ');
  const tight = text.replaceAll(/\s/gu, '');
  for (const words of [markup, facts.place, facts.number])
    expect(tight).toContain(words.replaceAll(/\s/gu, ''));
});
