import { canonicalJson } from '../document/canonical-json.ts';
import type { DocumentFacts } from '../typeset/facts.ts';
import { recordOf, type SignedDocument } from './published-record.ts';

/** The bytes whose SHA-256 names the record: canonical JSON (RFC 8785) in UTF-8. */
export const encodeRecord = (facts: DocumentFacts, document: SignedDocument, file: string): Uint8Array =>
  new TextEncoder().encode(canonicalJson(JSON.parse(JSON.stringify(recordOf(facts, document, file)))));
