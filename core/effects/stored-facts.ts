import type { Document } from '../document/document.ts';
import type { Ports } from '../ports/ports.ts';
import { type DocumentFacts, decodeFacts } from '../typeset/facts.ts';
import { EffectFailed } from './effect-failed.ts';

/** The facts a document was created with. Throws EffectFailed `facts-missing`. */
export async function storedFacts(
  { working }: Pick<Ports, 'working'>,
  { created }: Pick<Document, 'created'>,
): Promise<DocumentFacts> {
  const stored = await working.get(created.facts);
  if (!stored) throw new EffectFailed('facts-missing', `facts ${created.facts} are not stored`);
  return decodeFacts(stored);
}
