import { createHash } from 'node:crypto';
import { documentKinds } from '../../core/typeset/facts.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { sampleFacts } from './sample-facts.ts';

const typesetter = createTypesetter();
for (const kind of documentKinds) {
  const bytes = await renderRevisionZero(sampleFacts(kind), typesetter);
  process.stdout.write(`${kind} ${createHash('sha256').update(bytes).digest('hex')}\n`);
}
