import { canonicalJson } from '../document/canonical-json.ts';
import type { Document } from '../document/document.ts';
import type { DocumentFacts } from '../typeset/facts.ts';
import { recordOf } from './published-record.ts';

/** The bytes whose SHA-256 names the record: canonical JSON (RFC 8785) in UTF-8. */
export const encodeRecord = (
  facts: DocumentFacts,
  document: Pick<Document, 'signatures'>,
  file: string,
): Uint8Array =>
  new TextEncoder().encode(canonicalJson(JSON.parse(JSON.stringify(recordOf(facts, document, file)))));
