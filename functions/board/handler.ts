import * as z from 'zod';
import { type Board, type BoardRow, boardOf, boardStates } from '../../core/campaign/board.ts';
import { loadPlan } from '../../core/campaign/plan.ts';
import { findPerson } from '../../core/person/person.ts';
import { invitationDays, issueInvitation } from '../../core/session/invitations.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { type BoardView, boardPage } from '../../web/pages/board.ts';
import { newLinkPage } from '../../web/pages/new-link.ts';
import { type Answer, pageAnswer, statusAnswer } from '../answers.ts';
import { type Call, hrSession } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';

const linkRequest = z.strictObject({ person: z.string().regex(/^[0-9a-f]{32}$/) });

export const createBoardHandler = (dependencies: DoorDependencies): Door =>
  doorFor('board', dependencies, {
    'GET /papan': showBoard,
    'GET /papan/status': tellBoard,
    'POST /papan/tautan': makeLink,
  });

async function showBoard(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const campaign = await campaignOfSession(call, session);
  const board = await boardOf(call.ports, campaign);
  const plan = await loadPlan(call.ports.working, campaign.plan);
  const regionalHead = plan.persons.find(({ id }) => id === plan.regionalHead);
  const filter = filterOf(call.query);
  return pageAnswer(
    boardPage(call.surroundings, {
      visitor: hrVisitor(session),
      board,
      rows: board.rows.filter((row) => passes(row, filter)),
      filter,
      regionalHead: {
        person: plan.regionalHead,
        displayName: regionalHead?.displayName ?? '',
        position: regionalHead?.posts[0]?.position ?? campaign.government.regionalHeadPosition,
      },
    }),
  );
}

async function tellBoard(call: Call): Promise<Answer> {
  const campaign = await campaignOfSession(call, hrSession(call));
  const board = await boardOf(call.ports, campaign);
  return statusAnswer(
    { state: campaign.state, counts: board.counts, rows: board.rows.map(rowStates) },
    call.ifNoneMatch,
  );
}

const rowStates = ({ unit, cells }: Board['rows'][number]) => ({
  unit: unit.code,
  states: documentKinds.map((kind) => cells[kind].state),
  troubles: documentKinds.map((kind) => cells[kind].summary?.trouble ?? null),
});

/** The answer itself shows the link, this once: its token is nowhere to be read again. */
async function makeLink(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const { person: id } = readFields(call.form, linkRequest);
  const person = await findPerson(call.ports.registry, id);
  if (person?.campaign !== session.subject.campaign) throw new Refusal('not-found');
  const campaign = await campaignOfSession(call, session);
  const token = await issueInvitation(call.ports, { role: 'signer', campaign: campaign.id, person: id });
  call.log({ event: 'invitation-issued' });
  return pageAnswer(
    newLinkPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      displayName: person.displayName,
      position: person.posts.map((post) => post.position).join(' dan '),
      year: campaign.year,
      link: `${call.publicUrl}/masuk#${token}`,
      days: invitationDays,
    }),
  );
}

function filterOf(query: URLSearchParams): BoardView['filter'] {
  const state = boardStates.find((known) => known === query.get('keadaan'));
  return { text: (query.get('cari') ?? '').trim().slice(0, 100), ...(state ? { state } : {}) };
}

function passes(row: BoardRow, { state, text }: BoardView['filter']): boolean {
  const inState = state === undefined || documentKinds.some((kind) => row.cells[kind].state === state);
  const told = [row.unit.code, row.unit.name, row.position, row.holder?.displayName ?? ''].join('\n');
  return inState && told.toLocaleLowerCase('id').includes(text.toLocaleLowerCase('id'));
}
