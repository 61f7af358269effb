import { documentIdOf, documentSummary } from '../../core/document/documents.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { IndexRow } from '../../core/ports/registry.ts';
import { type DocumentKind, documentKinds } from '../../core/typeset/facts.ts';
import type { DeskDocument } from '../../web/pages/desk.ts';
import type { QueuePlace } from '../../web/parts/queue-bar.ts';
import { inDeskOrder } from './desk-documents.ts';

/** Which of a person's documents are looked at in turn. */
export type QueueFilter = { readonly kind?: DocumentKind; readonly unit: string };

/** `jenis` is a kind; `opd` any part of an office's name, word by word. */
export function queueFilter(fields: URLSearchParams): QueueFilter {
  const kind = documentKinds.find((known) => known === fields.get('jenis'));
  const unit = (fields.get('opd') ?? '').trim().slice(0, 100);
  return { ...(kind === undefined ? {} : { kind }), unit };
}

export function queueQuery({ kind, unit }: QueueFilter): string {
  const query = new URLSearchParams({
    ...(kind === undefined ? {} : { jenis: kind }),
    ...(unit === '' ? {} : { opd: unit }),
  }).toString();
  return query === '' ? '' : `?${query}`;
}

export function inQueue({ kind, unit }: QueueFilter, document: DeskDocument): boolean {
  const name = document.unit.name.toLocaleLowerCase('id');
  const words = unit.toLocaleLowerCase('id').split(/\s+/);
  return (kind === undefined || document.kind === kind) && words.every((word) => name.includes(word));
}

/** What waits for the person, from the index of just that, in the order of the desk. */
export async function waitingDocuments(
  { registry }: Pick<Ports, 'registry'>,
  person: string,
): Promise<readonly DeskDocument[]> {
  const rows: IndexRow[] = [];
  let after: string | undefined;
  do {
    const page = await registry.query('waiting', person, after === undefined ? {} : { after });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return inDeskOrder(rows.flatMap(waitingDocument));
}

function waitingDocument({ key, summary }: IndexRow): DeskDocument[] {
  const { kind: named, year, number, unit, unitName } = documentSummary.parse(summary);
  const kind = documentKinds.find((known) => known === named);
  if (kind === undefined) return [];
  return [
    {
      id: documentIdOf(key),
      kind,
      year,
      ...(number === undefined ? {} : { number }),
      unit: { code: unit, name: unitName },
      standing: 'your-turn',
    },
  ];
}

/** Where a document stands among those which wait, or where it would stand: what comes before and after it. */
export function placeInQueue(
  waiting: readonly DeskDocument[],
  filter: QueueFilter,
  current: DeskDocument,
): QueuePlace {
  const due = waiting.filter((document) => document.id !== current.id && inQueue(filter, document));
  const all = inDeskOrder([...due, { ...current, standing: 'your-turn' }]);
  const at = all.findIndex(({ id }) => id === current.id);
  const query = queueQuery(filter);
  const address = (document: DeskDocument | undefined) => document && `/dokumen/${document.id}${query}`;
  const isDue = current.standing === 'your-turn';
  const previous = address(all[at - 1]);
  // Whoever begins in the middle comes round to the first ones.
  const next = address(all[at + 1] ?? (isDue ? undefined : due[0]));
  return {
    ...(isDue ? { position: at + 1 } : {}),
    total: isDue ? all.length : due.length,
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
    list: `/meja${query}`,
  };
}
