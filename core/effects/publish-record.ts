import type { Document } from '../document/document.ts';
import type { Ports } from '../ports/ports.ts';
import { encodeRecord } from '../publication/encode-record.ts';
import { storedFacts } from './stored-facts.ts';

/**
 * The record which is published with the rendition `revision`; answers with its SHA-256. Made once, by the worker that
 * archives, and not by the public door at each visit: the facts hold employee numbers in full, and so whoever answers
 * the public can read no store where they are. A repeated run makes the same bytes.
 */
export async function publishRecord(
  ports: Pick<Ports, 'working' | 'records'>,
  document: Document,
  revision: string,
): Promise<string> {
  const facts = await storedFacts(ports, document);
  return ports.records.put(encodeRecord(facts, document, revision));
}
