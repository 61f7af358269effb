import * as z from 'zod';
import { type DocumentKind, documentKinds } from '../typeset/facts.ts';
import { recordSchemas, recordVersion } from './record-schema.ts';

const titles: Readonly<Record<DocumentKind, string>> = {
  'pakta-integritas': 'Pakta Integritas sebagai data terbuka',
  'perjanjian-kinerja': 'Perjanjian Kinerja sebagai data terbuka',
  'piagam-zi': 'Piagam Pencanangan Zona Integritas sebagai data terbuka',
};

/** As the door `/skema/{name}` and `docs/schemas/` call it. */
export const recordSchemaName = (kind: DocumentKind): string => `${kind}-${recordVersion}.json`;

/** `undefined` for a name which is none of a schema of ours. */
export const recordSchemaKind = (name: string): DocumentKind | undefined =>
  documentKinds.find((kind) => recordSchemaName(kind) === name);

/** JSON Schema, draft 2020-12. The `$id` names no address: it is the same schema in every installation. */
export const recordJsonSchema = (kind: DocumentKind): object => {
  const { $schema, ...rest } = z.toJSONSchema(recordSchemas[kind], { target: 'draft-2020-12' });
  return {
    $schema,
    $id: `urn:ikrar:skema:${kind}:${recordVersion}`,
    title: titles[kind],
    description: 'Ditulis oleh Ikrar; lihat docs/published-data.md.',
    ...rest,
  };
};
