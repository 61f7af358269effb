import { type DocumentSummary, documentIdOf, documentSummary } from '../document/documents.ts';
import type { SlotName } from '../document/slot-name.ts';
import type { Ports } from '../ports/ports.ts';
import { governmentCode } from '../roster/post.ts';
import { type DocumentKind, documentKinds } from '../typeset/facts.ts';
import type { Campaign } from './campaign.ts';
import { loadPlan, type Plan } from './plan.ts';

/** The states HR counts in; `vacant` posts have no document, yet are counted and shown. */
export const boardStates = [
  'preparing',
  'awaiting-head',
  'awaiting-witness',
  'awaiting-initialling',
  'awaiting-regional-head',
  'returned',
  'sealing',
  'complete',
  'on-paper',
  'cancelled',
  'vacant',
] as const;
export type BoardState = (typeof boardStates)[number];

export type BoardCell = {
  readonly state: BoardState;
  readonly id?: string;
  readonly summary?: DocumentSummary;
};
export type BoardRow = {
  readonly unit: { readonly code: string; readonly name: string };
  readonly position: string;
  /** `undefined` where the post is vacant. */
  readonly holder?: { readonly person: string; readonly displayName: string };
  /** Of the kinds which are foreseen for the unit: all three for an office, the agreement alone for the government. */
  readonly cells: Readonly<Partial<Record<DocumentKind, BoardCell>>>;
};
export type Board = {
  readonly campaign: Campaign;
  readonly rows: readonly BoardRow[];
  /** The government itself, where it has an agreement of its own. */
  readonly own?: BoardRow;
  /** Those that can occur in this campaign. */
  readonly states: readonly BoardState[];
  /** Cells by state; they add up to the planned documents and vacant posts × kinds (invariant I6). */
  readonly counts: Readonly<Record<BoardState, number>>;
};

export async function boardOf(
  ports: Pick<Ports, 'registry' | 'working'>,
  campaign: Campaign,
): Promise<Board> {
  const plan = await loadPlan(ports.working, campaign.plan);
  return boardFrom(campaign, plan, await documentRows(ports, campaign.id));
}

export type DocumentRow = { readonly id: string; readonly summary: DocumentSummary };

/** Every document of a campaign as its index row tells it. */
export async function documentRows(
  ports: Pick<Ports, 'registry'>,
  campaignId: string,
): Promise<DocumentRow[]> {
  const rows: DocumentRow[] = [];
  let after: string | undefined;
  do {
    const page = await ports.registry.query('board', campaignId, after === undefined ? {} : { after });
    for (const row of page.rows)
      rows.push({ id: documentIdOf(row.key), summary: documentSummary.parse(row.summary) });
    after = page.next;
  } while (after !== undefined);
  return rows;
}

export function boardFrom(campaign: Campaign, plan: Plan, documents: readonly DocumentRow[]): Board {
  const counts = Object.fromEntries(boardStates.map((state) => [state, 0])) as Record<BoardState, number>;
  // While a correction is on its way both stand here; the new one counts.
  const current = documents.toSorted((a, b) => Number(isReplaced(b)) - Number(isReplaced(a)));
  const byPlace = new Map(current.map((row) => [`${row.summary.unit}#${row.summary.kind}`, row]));
  const persons = new Map(plan.persons.map((person) => [person.id, person]));
  const cell = (unit: string, kind: DocumentKind, vacant: boolean): BoardCell => {
    const row = byPlace.get(`${unit}#${kind}`);
    const state = vacant ? 'vacant' : row ? boardState(row.summary) : 'preparing';
    counts[state] += 1;
    return row ? { state, id: row.id, summary: row.summary } : { state };
  };
  const rows = plan.units.map((unit): BoardRow => {
    const vacant = unit.holder === undefined;
    const holder = unit.holder === undefined ? undefined : persons.get(unit.holder);
    return {
      unit: { code: unit.code, name: unit.name },
      position: unit.position,
      ...(holder ? { holder: { person: holder.id, displayName: holder.displayName } } : {}),
      cells: {
        'pakta-integritas': cell(unit.code, documentKinds[0], vacant),
        'perjanjian-kinerja': cell(unit.code, documentKinds[1], vacant),
        'piagam-zi': cell(unit.code, documentKinds[2], vacant),
      },
    };
  });
  const head = persons.get(plan.regionalHead);
  const own: BoardRow | undefined = plan.documents.some(({ unit }) => unit === governmentCode)
    ? {
        unit: { code: governmentCode, name: campaign.government.name },
        position: campaign.government.regionalHeadPosition,
        ...(head ? { holder: { person: head.id, displayName: head.displayName } } : {}),
        cells: { 'perjanjian-kinerja': cell(governmentCode, 'perjanjian-kinerja', false) },
      }
    : undefined;
  const awaited = new Set(plan.documents.flatMap(({ slots }) => slots.map(({ name }) => awaiting(name))));
  const always: readonly BoardState[] = ['preparing', 'sealing', 'complete', 'vacant'];
  const states = boardStates.filter(
    (state) => always.includes(state) || awaited.has(state) || counts[state] > 0,
  );
  return { campaign, rows, ...(own ? { own } : {}), states, counts };
}

const isReplaced = ({ summary: { state } }: DocumentRow): boolean =>
  state === 'replacing' || state === 'superseded';

function boardState(summary: DocumentSummary): BoardState {
  switch (summary.state) {
    case 'preparing':
    case 'returned':
    case 'cancelled':
    case 'on-paper':
    case 'complete':
      return summary.state;
    case 'replacing':
    case 'superseded':
      return 'preparing';
    case 'awaiting':
      return awaiting(summary.slots[summary.slot ?? 0]?.name ?? 'regional-head');
    case 'sealing':
    case 'archiving':
      return 'sealing';
  }
}

/** Witnesses are one state, whoever of them is awaited. */
export function awaiting(name: SlotName): BoardState {
  switch (name) {
    case 'head':
    case 'initialling':
    case 'regional-head':
      return `awaiting-${name}`;
    case 'witness-1':
    case 'witness-2':
    case 'witness-3':
      return 'awaiting-witness';
  }
}
