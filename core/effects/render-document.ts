import type { Document } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import type { Ports } from '../ports/ports.ts';
import type { DocumentFacts } from '../typeset/facts.ts';
import { TypesetError } from '../typeset/typeset-error.ts';
import { EffectFailed } from './effect-failed.ts';
import { storedFacts } from './stored-facts.ts';

/** Revision 0 as a pure function of stored facts and of the emblem which they name by its hash. */
export type RevisionZero = (facts: DocumentFacts, emblem?: Uint8Array) => Promise<Uint8Array>;

/** Effect `render`: the same facts give the same bytes, so a repeated run stores nothing new. */
export async function renderDocument(
  ports: Pick<Ports, 'working' | 'clock'> & { readonly revisionZero: RevisionZero },
  documents: Documents,
  document: Document,
): Promise<void> {
  const facts = await storedFacts(ports, document);
  const { emblem } = facts.government;
  const drawing = emblem && (await ports.working.get(emblem.sha256));
  if (emblem && !drawing) throw new EffectFailed('emblem-missing', `emblem ${emblem.sha256} is not stored`);
  const revision = await typeset(ports.revisionZero, facts, drawing);
  await documents.execute(
    document.id,
    { type: 'record-rendering', revision: await ports.working.put(revision) },
    ports.clock.now(),
  );
}

async function typeset(
  revisionZero: RevisionZero,
  facts: DocumentFacts,
  emblem: Uint8Array | undefined,
): Promise<Uint8Array> {
  try {
    return await revisionZero(facts, emblem);
  } catch (cause) {
    if (cause instanceof TypesetError && cause.code !== 'WORKER_LOST')
      throw new EffectFailed('template-refused', 'the template does not take these facts', { cause });
    throw cause;
  }
}
