import { createHash } from 'node:crypto';
import { type DocumentFacts, encodeFacts } from './facts.ts';
import { prepareRevisionZero } from './revision-zero.ts';
import type { TypesetDocument } from './typeset.ts';

/** Either the synchronous typesetter or the pool. */
export interface AnyTypesetter {
  typeset(facts: DocumentFacts, emblem?: Uint8Array): TypesetDocument | Promise<TypesetDocument>;
}

/**
 * Facts → revision 0: the typeset pages with their empty signature fields. The same facts give the same bytes (the
 * emblem is one of them, by its hash), in any process; the file's /ID is taken from the facts, never drawn.
 */
export const renderRevisionZero = async (
  facts: DocumentFacts,
  typesetter: AnyTypesetter,
  emblem?: Uint8Array,
): Promise<Uint8Array> => {
  const { pdf, fields, title } = await typesetter.typeset(facts, emblem);
  const fileId = Uint8Array.from(createHash('sha256').update(encodeFacts(facts)).digest().subarray(0, 16));
  const created = new Date(Math.floor(Date.parse(facts.createdAt) / 1000) * 1000);
  return prepareRevisionZero(pdf, { fields, title, language: 'id-ID', created, fileId });
};
