import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { sampleFacts } from '../typeset/sample-facts.ts';

let rendered: Promise<Uint8Array> | undefined;

/** Revision 0 of the sample pact, as the product renders it; once per test file. */
export function sampleRevision(): Promise<Uint8Array> {
  rendered ??= renderRevisionZero(sampleFacts('pakta-integritas'), createTypesetter());
  return rendered;
}
