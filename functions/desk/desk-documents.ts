import { type DocumentRow, documentRows } from '../../core/campaign/board.ts';
import { headOf, loadPlan } from '../../core/campaign/plan.ts';
import type { Document } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { type DocumentKind, documentKinds } from '../../core/typeset/facts.ts';
import type { DeskDocument } from '../../web/pages/desk.ts';
import { type Standing, standingOf } from '../../web/wording/states.ts';
import type { Call } from '../call.ts';
import type { Signer } from '../visitor.ts';

/**
 * What stands on a person's desk. A head has three or six documents, read from the registry itself; a regional
 * head, and whoever initials, has all of a campaign, listed from the index.
 */
export async function deskDocuments(
  { ports }: Pick<Call, 'ports'>,
  { person, campaign }: Signer,
): Promise<readonly DeskDocument[]> {
  const plan = await loadPlan(ports.working, campaign.plan);
  const mine = plan.documents.filter(({ slots }) => slots.some((slot) => slot.person === person.id));
  // Whoever only begins documents has a handful; who signs after others may have all.
  if (mine.every((planned) => headOf(planned) === person.id))
    return ownDocuments(
      { ports },
      person.id,
      mine.map(({ id }) => id),
    );
  const rows = await documentRows(ports, campaign.id);
  return rows.flatMap((row) => fromRow(row, person.id));
}

/** Those of the ids that are the person's, as the registry has them now. */
export async function ownDocuments(
  { ports }: Pick<Call, 'ports'>,
  person: string,
  ids: readonly string[],
): Promise<readonly DeskDocument[]> {
  const documents = new Documents(ports.registry);
  const loaded = await Promise.all(ids.map((id) => documents.newest(id)));
  return loaded.flatMap((document) =>
    document && isSlotHolder(document, person) ? [deskDocument(document, person)] : [],
  );
}

export const isSlotHolder = (document: Document, person: string): boolean =>
  document.created.slots.some((slot) => slot.person === person);

export function deskDocument(document: Document, person: string): DeskDocument {
  const { kind, year, number, unit } = document.created;
  return {
    id: document.id,
    kind,
    year,
    ...(number === undefined ? {} : { number }),
    unit,
    standing: standingOf(document, person),
    ...(document.trouble ? { trouble: document.trouble.code } : {}),
  };
}

function fromRow({ id, summary }: DocumentRow, person: string): DeskDocument[] {
  const kind = documentKinds.find((known) => known === summary.kind);
  if (kind === undefined || !summary.slots.some((slot) => slot.person === person)) return [];
  return [
    {
      id,
      kind,
      year: summary.year,
      ...(summary.number === undefined ? {} : { number: summary.number }),
      unit: { code: summary.unit, name: summary.unitName },
      standing: standingOfSummary(summary, person),
      ...(summary.trouble === undefined ? {} : { trouble: summary.trouble }),
    },
  ];
}

function standingOfSummary(summary: DocumentRow['summary'], person: string): Standing {
  if (summary.state === 'replacing') return 'superseded';
  if (summary.state !== 'awaiting') return summary.state;
  const turn = summary.slot ?? 0;
  if (summary.slots[turn]?.person === person) return 'your-turn';
  return summary.slots.findIndex((slot) => slot.person === person) < turn ? 'signed-by-you' : 'not-your-turn';
}

export const isSigned = ({ standing }: DeskDocument): boolean =>
  standing === 'signed-by-you' ||
  standing === 'sealing' ||
  standing === 'archiving' ||
  standing === 'complete';

const standingOrder: readonly Standing[] = [
  'your-turn',
  'returned',
  'not-your-turn',
  'preparing',
  'sealing',
  'archiving',
  'signed-by-you',
  'awaiting-others',
  'complete',
  'on-paper',
  'cancelled',
  'superseded',
];

/** Units with something to sign come first; within a unit what waits, then by kind. */
export function inDeskOrder(documents: readonly DeskDocument[]): readonly DeskDocument[] {
  const first = new Map<string, number>();
  for (const { unit, standing } of documents) {
    const place = standing === 'your-turn' ? 0 : 1;
    first.set(unit.code, Math.min(first.get(unit.code) ?? 1, place));
  }
  const byKind = (kind: DocumentKind) => documentKinds.indexOf(kind);
  return documents.toSorted(
    (a, b) =>
      (first.get(a.unit.code) ?? 1) - (first.get(b.unit.code) ?? 1) ||
      a.unit.name.localeCompare(b.unit.name, 'id') ||
      a.unit.code.localeCompare(b.unit.code) ||
      standingOrder.indexOf(a.standing) - standingOrder.indexOf(b.standing) ||
      byKind(a.kind) - byKind(b.kind),
  );
}
