import { createHash } from 'node:crypto';
import { documentKinds } from '../../core/typeset/facts.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { sampleFacts } from './sample-facts.ts';

/** `node print-digests.ts [OTHERS] [DATE]`: each sample's digest after so many other documents, on such a day. */
const [, , others = '0', date] = process.argv;
if (date !== undefined) {
  const moved = Date.parse(date) - Date.now();
  const now = Date.now.bind(Date);
  globalThis.Date = class extends Date {
    constructor(given: number | string = now() + moved) {
      super(given);
    }
    static override now = () => now() + moved;
  } as DateConstructor;
}

const typesetter = createTypesetter();
for (const kind of documentKinds) {
  const facts = sampleFacts(kind);
  for (let other = 0; other < Number(others); other++) {
    await renderRevisionZero({ ...facts, number: `${other}`, place: `Stabat ${other}` }, typesetter);
  }
  const bytes = await renderRevisionZero(facts, typesetter);
  process.stdout.write(`${kind} ${createHash('sha256').update(bytes).digest('hex')}\n`);
}
