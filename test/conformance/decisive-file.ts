import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { certificatePem } from '../../core/pki/pem.ts';
import { namedPerson } from '../../core/typeset/named-person.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { sampleFacts } from '../typeset/sample-facts.ts';
import { createSigningLab } from './signing-lab.ts';

/** Paths of what `makeDecisiveFile` wrote. */
export type DecisiveFile = {
  readonly revisionZero: string;
  /** After the head's and after the regent's signature, both B-T. */
  readonly head: string;
  readonly regent: string;
  /** With validation data, before the document timestamp: B-LT. */
  readonly validated: string;
  /** B-LTA. */
  readonly final: string;
  /** PEM of the root to trust. */
  readonly trust: string;
};

/**
 * The one file which decides the shape of revision 0 (docs/decisions/0001-revision-zero.md): a real document, signed
 * by head and regent at B-T some time apart, with validation data and a document timestamp. Its clock runs over the
 * last hours before now, so that every judge can establish every time without waiting.
 */
export async function makeDecisiveFile(folder: string): Promise<DecisiveFile> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, content: Uint8Array | string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const facts = sampleFacts('perjanjian-kinerja');
  const { clock, authority, tsaCertificate, timestamp, makeSigner, signAtT, revocationList } =
    await createSigningLab(facts.government.name);
  if (facts.head === undefined) throw new Error('expected a sample with a head');
  const head = await makeSigner('head', namedPerson(facts.head, 'head', facts.names));
  const regent = await makeSigner(
    'regional-head',
    namedPerson(facts.regionalHead, 'regional-head', facts.names),
  );

  const revisionZero = await renderRevisionZero(facts, createTypesetter());
  clock.pass(10);
  const byHead = await signAtT(revisionZero, head);
  clock.pass(60);
  const byRegent = await signAtT(byHead, regent);
  clock.pass(20);
  const validated = appendValidationData(byRegent, {
    certificates: [head.chain[0], regent.chain[0], tsaCertificate, authority.issuing, authority.root],
    revocationLists: [
      await revocationList('root-ca', authority.root),
      await revocationList('issuing-ca', authority.issuing),
    ],
  });
  clock.pass(5);
  const final = await appendDocumentTimestamp(validated, { timestamp, tooltip: 'Stempel waktu dokumen' });
  return {
    revisionZero: await write('revision-0.pdf', revisionZero),
    head: await write('revision-1-head.pdf', byHead),
    regent: await write('revision-2-regent.pdf', byRegent),
    validated: await write('revision-3-validated.pdf', validated),
    final: await write('decisive.pdf', final),
    trust: await write('trust.pem', certificatePem(authority.root)),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? '.conformance/decisive';
  const { final, trust } = await makeDecisiveFile(folder);
  process.stdout.write(
    `node test/conformance/judge.ts ${final} --trust ${trust} --level PAdES-BASELINE-LTA\n`,
  );
}
