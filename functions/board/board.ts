import { type Board, type BoardRow, boardOf, boardStates } from '../../core/campaign/board.ts';
import { loadPlan } from '../../core/campaign/plan.ts';
import { Documents } from '../../core/document/documents.ts';
import { returnsOf } from '../../core/document/returns.ts';
import { type KeyStanding, keyStanding } from '../../core/person/key-standing.ts';
import { findPerson } from '../../core/person/person.ts';
import { authorityWarnings } from '../../core/pki/authority-health.ts';
import { type StampingService, stampingService } from '../../core/pki/stamping-service.ts';
import { allRevocations } from '../../core/pki/stored-revocation-list.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { type BoardView, boardPage } from '../../web/pages/board.ts';
import type { ReturnedDocument } from '../../web/parts/returned-list.ts';
import { keyStandings } from '../../web/wording/key-standings.ts';
import { type Answer, pageAnswer, statusAnswer, statusTag } from '../answers.ts';
import { type Call, hrSession } from '../call.ts';
import { deadlineView } from '../deadline-view.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';

export async function showBoard(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const campaign = await campaignOfSession(call, session);
  const board = await boardOf(call.ports, campaign);
  const stamping = await stampingService(call.ports.registry);
  const plan = await loadPlan(call.ports.working, campaign.plan);
  const regionalHead = plan.persons.find(({ id }) => id === plan.regionalHead);
  const witnesses = plan.persons.filter(({ role }) => role === 'witness');
  const filter = filterOf(call.query);
  const keys = await keysOf(call, [
    plan.regionalHead,
    ...witnesses.map(({ id }) => id),
    ...board.rows.flatMap(({ holder }) => holder?.person ?? []),
  ]);
  const rows = board.rows.filter((row) => passes(row, filter, keys));
  return pageAnswer(
    boardPage(call.surroundings, {
      visitor: hrVisitor(session),
      board,
      liveTag: statusTag(statusOf(board, stamping)),
      ...(stamping ? { stamping } : {}),
      rows,
      ...(board.own && passes(board.own, filter, keys) ? { own: board.own } : {}),
      keys,
      filter,
      returned: await returnedOf(call, board),
      ...deadlineView(campaign, call.ports.clock),
      warnings: await authorityWarnings(call.ports.registry, call.ports.clock.now()),
      regionalHead: {
        person: plan.regionalHead,
        displayName: regionalHead?.displayName ?? '',
        position: regionalHead?.posts[0]?.position ?? campaign.government.regionalHeadPosition,
      },
      witnesses: witnesses.map(({ id, displayName, posts }) => ({
        person: id,
        displayName,
        position: posts[0]?.position ?? '',
      })),
    }),
  );
}

export async function tellBoard(call: Call): Promise<Answer> {
  const campaign = await campaignOfSession(call, hrSession(call));
  const board = await boardOf(call.ports, campaign);
  const stamping = await stampingService(call.ports.registry);
  return statusAnswer(statusOf(board, stamping), call.ifNoneMatch);
}

const statusOf = ({ campaign, counts, rows, own }: Board, stamping: StampingService | undefined) => ({
  stamping: stamping ?? null,
  state: campaign.state,
  counts,
  rows: [...rows, ...(own ? [own] : [])].map(rowStates),
});

const rowStates = ({ unit, cells }: Board['rows'][number]) => ({
  unit: unit.code,
  states: documentKinds.map((kind) => cells[kind]?.state ?? null),
  troubles: documentKinds.map((kind) => cells[kind]?.summary?.trouble ?? null),
  renewals: documentKinds.map((kind) => cells[kind]?.summary?.renewals ?? 0),
});

async function keysOf({ ports }: Call, ids: readonly string[]): Promise<ReadonlyMap<string, KeyStanding>> {
  const now = ports.clock.now();
  const revoked = await allRevocations(ports.registry);
  const persons = await Promise.all([...new Set(ids)].map((id) => findPerson(ports.registry, id)));
  return new Map(
    persons.flatMap((person) => (person ? [[person.id, keyStanding(person, revoked, now)]] : [])),
  );
}

/** More than HR reads on one page are told by their number. */
const listedReturns = 20;

/** The index tells which; what was asked, and why, the document itself. */
async function returnedOf({ ports }: Call, { rows, own }: Board): Promise<readonly ReturnedDocument[]> {
  const documents = new Documents(ports.registry);
  const ids = [...rows, ...(own ? [own] : [])]
    .flatMap(({ cells }) => Object.values(cells))
    .flatMap(({ id, state }) => (state === 'returned' && id !== undefined ? [id] : []));
  const loaded = await Promise.all(ids.slice(0, listedReturns).map((id) => documents.load(id)));
  return loaded.flatMap((document): ReturnedDocument[] => {
    const last = document && returnsOf(document).at(-1);
    if (document?.state.name !== 'returned' || !last) return [];
    const { kind, unit, slots } = document.created;
    const by = slots.find(({ person }) => person === last.person)?.displayName ?? '';
    const { at, request, reason } = last;
    return [{ id: document.id, kind, unitName: unit.name, by, at, request, reason }];
  });
}

function filterOf(query: URLSearchParams): BoardView['filter'] {
  const state = boardStates.find((known) => known === query.get('keadaan'));
  const key = keyStandings.find((known) => known === query.get('kunci'));
  const text = (query.get('cari') ?? '').trim().slice(0, 100);
  return { text, ...(state ? { state } : {}), ...(key ? { key } : {}) };
}

function passes(row: BoardRow, { state, key, text }: BoardView['filter'], keys: BoardView['keys']): boolean {
  const inState = state === undefined || documentKinds.some((kind) => row.cells[kind]?.state === state);
  const withKey = key === undefined || keys.get(row.holder?.person ?? '')?.name === key;
  const told = [row.unit.code, row.unit.name, row.position, row.holder?.displayName ?? ''].join('\n');
  return inState && withKey && told.toLocaleLowerCase('id').includes(text.toLocaleLowerCase('id'));
}
