import { findByCode } from '../../core/campaign/public-document.ts';
import { renditions } from '../../core/document/renditions.ts';
import { recordJsonSchema, recordSchemaKind } from '../../core/publication/record-json-schema.ts';
import { type Answer, problemAnswer, statusTag } from '../answers.ts';
import type { Call } from '../call.ts';

/** Any site may read these answers: they hold nothing which depends on who asks. */
const forEverybody = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** Seconds. A renewal of the archive makes a new record; a schema changes with its version alone. */
const longestAge = { record: 300, schema: 86_400 };

/**
 * The document as open data, once it is complete: before, what it says is nobody's word yet. The bytes are those made
 * when the file was archived, whose hash the event names; their hash is the ETag.
 */
export async function sendData(call: Call): Promise<Answer> {
  const document = await findByCode(call.ports, call.path.code ?? '');
  if (!document) return problem(404, 'not-found', 'Tidak ada dokumen dengan kode ini');
  const record = document.state.name === 'complete' ? renditions(document).at(-1)?.record : undefined;
  if (record === undefined)
    return problem(
      404,
      'not-complete',
      'Data terbit setelah semua pihak menandatangani dan berkas diarsipkan',
    );
  const bytes = await call.ports.records.get(record);
  if (!bytes) throw new Error(`document ${document.id}: record ${record} is not stored`);
  return published(call, new TextDecoder().decode(bytes), {
    type: 'application/json',
    maxAge: longestAge.record,
    etag: `"${record}"`,
  });
}

export function sendSchema(call: Call): Answer {
  const kind = recordSchemaKind(call.path.name ?? '');
  if (kind === undefined) return problem(404, 'not-found', 'Tidak ada skema dengan nama ini');
  const schema = recordJsonSchema(kind);
  return published(call, JSON.stringify(schema), {
    type: 'application/schema+json',
    maxAge: longestAge.schema,
    etag: statusTag(schema),
  });
}

function problem(status: number, type: string, title: string): Answer {
  const answer = problemAnswer(status, type, title);
  return { ...answer, headers: { ...answer.headers, ...forEverybody } };
}

function published(
  call: Call,
  body: string,
  { type, maxAge, etag }: { readonly type: string; readonly maxAge: number; readonly etag: string },
): Answer {
  const headers = {
    'content-type': type,
    'cache-control': `public, max-age=${maxAge}`,
    etag,
    ...forEverybody,
  };
  if (call.ifNoneMatch === etag) return { statusCode: 304, headers };
  return { statusCode: 200, headers, body };
}
