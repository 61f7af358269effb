import type { Document } from './document.ts';
import { renditions } from './renditions.ts';

/** What anybody may know of a document's files, to compare one at hand without sending it. JSON. */
export interface DocumentRecord {
  readonly format: 'ikrar-document-record';
  readonly version: 1;
  readonly code: string;
  /** Whether all have signed and the file is archived. */
  readonly complete: boolean;
  /** Oldest first; the last one is the archived file of today. */
  readonly renditions: readonly { readonly sha256: string; readonly archivedAt: string }[];
}

export function documentRecord(document: Pick<Document, 'events' | 'state' | 'created'>): DocumentRecord {
  const complete = document.state.name === 'complete';
  return {
    format: 'ikrar-document-record',
    version: 1,
    code: document.created.code,
    complete,
    renditions: complete
      ? renditions(document).map(({ revision, archivedAt }) => ({ sha256: revision, archivedAt }))
      : [],
  };
}

/** What a file is to the recorded document; `unfinished`: there is nothing yet to compare it with. */
export type RecordStanding =
  | { readonly name: 'current' | 'earlier'; readonly archivedAt: string }
  | { readonly name: 'unknown' | 'unfinished' };

export function standingIn({ complete, renditions: all }: DocumentRecord, sha256: string): RecordStanding {
  if (!complete) return { name: 'unfinished' };
  const rendition = all.find((one) => one.sha256 === sha256);
  if (!rendition) return { name: 'unknown' };
  const { archivedAt } = rendition;
  return { name: rendition === all.at(-1) ? 'current' : 'earlier', archivedAt };
}

/** @throws Error for anything but a record of this version */
export function readDocumentRecord(value: unknown): DocumentRecord {
  if (!isRecord(value)) throw new Error('expected a document record of version 1');
  return value;
}

function isRecord(value: unknown): value is DocumentRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { format, version, code, complete, renditions: all }: Record<string, unknown> = { ...value };
  const isRendition = (one: unknown) => {
    if (typeof one !== 'object' || one === null) return false;
    const { sha256, archivedAt }: Record<string, unknown> = { ...one };
    return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof archivedAt === 'string';
  };
  return (
    format === 'ikrar-document-record' &&
    version === 1 &&
    typeof code === 'string' &&
    typeof complete === 'boolean' &&
    Array.isArray(all) &&
    all.every(isRendition)
  );
}
