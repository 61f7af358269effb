import { awaiting, type BoardState, boardOf, boardStates } from '../campaign/board.ts';
import type { Campaign } from '../campaign/campaign.ts';
import { loadPlan } from '../campaign/plan.ts';
import type { Document } from '../document/document.ts';
import { Documents } from '../document/documents.ts';
import { documentKinds } from '../typeset/facts.ts';
import type { AuditScope } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/** The board equals a recount of the documents themselves, vacant posts included (I6). */
export async function checkBoard(scope: AuditScope, campaign: Campaign): Promise<readonly AuditFinding[]> {
  for (let patience = 20; ; ) {
    const before = await recount(scope, campaign);
    const board = await boardOf(scope, campaign);
    const wrong = boardStates.filter((state) => board.counts[state] !== before.counts[state]);
    if (wrong.length === 0) return [];
    const after = await recount(scope, campaign);
    // Somebody signed while we counted: count again. Only a busy server can do that without end.
    if (after.versions !== before.versions && --patience > 0) continue;
    return [
      found(
        'board-differs',
        `campaign#${campaign.id}`,
        wrong
          .map((state) => `${state}: board ${board.counts[state]}, recount ${before.counts[state]}`)
          .join('; '),
      ),
    ];
  }
}

async function recount(scope: AuditScope, campaign: Campaign) {
  const plan = await loadPlan(scope.working, campaign.plan);
  const documents = new Documents(scope.registry);
  const counts = new Map<BoardState, number>();
  const count = (state: BoardState, by = 1) => counts.set(state, (counts.get(state) ?? 0) + by);
  const versions: number[] = [];
  count('vacant', plan.units.filter((unit) => unit.holder === undefined).length * documentKinds.length);
  for (const { id } of plan.documents) {
    const document = await documents.newest(id);
    versions.push(document?.version ?? 0);
    count(document ? stateOf(document) : 'preparing');
  }
  return {
    counts: Object.fromEntries(boardStates.map((state) => [state, counts.get(state) ?? 0])),
    versions: versions.join(),
  };
}

/** By the number of signatures, not by the state which the board shows. */
function stateOf({ created, events, signatures }: Document): BoardState {
  const last = events.at(-1)?.draft.type;
  if (last === 'created') return 'preparing';
  if (last === 'archived' || last === 'extended') return 'complete';
  if (last === 'replaced') return 'preparing';
  if (last === 'returned' || last === 'cancelled') return last;
  if (last === 'recorded-on-paper') return 'on-paper';
  const next = created.slots[signatures.length];
  return next === undefined ? 'sealing' : awaiting(next.name);
}
