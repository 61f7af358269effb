import { appendDocumentTimestamp } from '../core/pades/document-timestamp.ts';
import { appendValidationData } from '../core/pades/validation-data.ts';
import { renderRevisionZero } from '../core/typeset/render.ts';
import { createTypesetter } from '../core/typeset/typeset.ts';
import { sampleAuthority, sampleFacts, sampleSigner, sampleTimestamper, signSample } from './sample.ts';

/** Bytes which each step of a document's life appends. */
export async function benchFileGrowth(): Promise<void> {
  const authority = await sampleAuthority();
  const timestamp = await sampleTimestamper(authority);
  const signer = await sampleSigner(authority);
  const zero = await renderRevisionZero(sampleFacts, createTypesetter());
  const head = await signSample(zero, signer, 'head', { timestamp });
  const regent = await signSample(head, signer, 'regional-head', { timestamp });
  const validated = appendValidationData(regent, {
    certificates: [...signer.chain, authority.timestamp],
    revocationLists: [],
  });
  const sealed = await appendDocumentTimestamp(validated, { timestamp, tooltip: 'Stempel waktu dokumen' });
  const renewed = await appendDocumentTimestamp(sealed, { timestamp, tooltip: 'Stempel waktu dokumen' });
  const steps: readonly (readonly [string, Uint8Array, Uint8Array | undefined])[] = [
    ['revision 0', zero, undefined],
    ['first signature, B-T', head, zero],
    ['second signature, B-T', regent, head],
    ['validation data, four certificates', validated, regent],
    ['document timestamp', sealed, validated],
    ['another document timestamp', renewed, sealed],
  ];
  process.stdout.write('bytes appended\n');
  for (const [step, file, before] of steps) {
    process.stdout.write(`  ${step}: ${(file.length - (before?.length ?? 0)).toLocaleString('en')}\n`);
  }
}
