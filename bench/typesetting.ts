import { renderRevisionZero } from '../core/typeset/render.ts';
import { createTypesetter } from '../core/typeset/typeset.ts';
import { sampleFacts } from './sample.ts';
import { report } from './side-by-side.ts';

/** From facts to a file with empty signature fields, beside Typst alone. */
export async function benchTypesetting(): Promise<void> {
  const typesetter = createTypesetter();
  await report({
    name: 'facts to revision 0, performance agreement of two pages',
    ours: () => renderRevisionZero(sampleFacts, typesetter),
    peer: { name: 'Typst alone, tagged PDF/A-2a', run: () => typesetter.typeset(sampleFacts) },
    rounds: 20,
  });
}
