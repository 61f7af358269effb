import * as z from 'zod';
import { type Board, type BoardRow, boardOf, boardStates } from '../../core/campaign/board.ts';
import { loadPlan } from '../../core/campaign/plan.ts';
import { findPerson, type Person } from '../../core/person/person.ts';
import { currentCertificate, resetCredential } from '../../core/person/reset-credential.ts';
import { invitationDays, issueInvitation } from '../../core/session/invitations.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { type BoardView, boardPage } from '../../web/pages/board.ts';
import { newLinkPage } from '../../web/pages/new-link.ts';
import { resetKeyPage } from '../../web/pages/reset-key.ts';
import { type Answer, pageAnswer, seeOther, statusAnswer, statusTag } from '../answers.ts';
import { type Call, type HrSession, hrSession } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';

const personId = z.string().regex(/^[0-9a-f]{32}$/);
const linkRequest = z.strictObject({ person: personId });
const resetRequest = z.union([
  z.strictObject({ person: personId }),
  z.strictObject({
    person: personId,
    certificate: z.string().regex(/^[0-9a-f]{64}$/),
    confirmed: z.literal('ya'),
  }),
]);

export const createBoardHandler = (dependencies: DoorDependencies): Door =>
  doorFor('board', dependencies, {
    'GET /papan': showBoard,
    'GET /papan/status': tellBoard,
    'POST /papan/tautan': makeLink,
    'POST /papan/kunci': resetKey,
  });

async function showBoard(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const campaign = await campaignOfSession(call, session);
  const board = await boardOf(call.ports, campaign);
  const plan = await loadPlan(call.ports.working, campaign.plan);
  const regionalHead = plan.persons.find(({ id }) => id === plan.regionalHead);
  const filter = filterOf(call.query);
  const rows = board.rows.filter((row) => passes(row, filter));
  return pageAnswer(
    boardPage(call.surroundings, {
      visitor: hrVisitor(session),
      board,
      liveTag: statusTag(statusOf(board)),
      rows,
      keyed: await keyedPersons(call, [
        plan.regionalHead,
        ...rows.flatMap(({ holder }) => holder?.person ?? []),
      ]),
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
  return statusAnswer(statusOf(board), call.ifNoneMatch);
}

const statusOf = ({ campaign, counts, rows }: Board) => ({
  state: campaign.state,
  counts,
  rows: rows.map(rowStates),
});

const rowStates = ({ unit, cells }: Board['rows'][number]) => ({
  unit: unit.code,
  states: documentKinds.map((kind) => cells[kind].state),
  troubles: documentKinds.map((kind) => cells[kind].summary?.trouble ?? null),
  renewals: documentKinds.map((kind) => cells[kind].summary?.renewals ?? 0),
});

async function keyedPersons({ ports }: Call, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const persons = await Promise.all([...new Set(ids)].map((id) => findPerson(ports.registry, id)));
  return new Set(persons.flatMap((person) => (person?.credential ? [person.id] : [])));
}

async function makeLink(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const person = await personOfCampaign(call, session, readFields(call.form, linkRequest).person);
  const token = await newToken(call, person);
  return showLink(call, session, person, { token, reset: false });
}

/** Asks first. The former link dies before the key, so that nobody who holds it makes the new key. */
async function resetKey(call: Call): Promise<Answer> {
  const session = hrSession(call);
  const request = readFields(call.form, resetRequest);
  const person = await personOfCampaign(call, session, request.person);
  const certificate = currentCertificate(person);
  if (!('confirmed' in request)) {
    if (certificate === undefined) return seeOther('/papan');
    const { government } = await campaignOfSession(call, session);
    const { id, displayName } = person;
    const visitor = hrVisitor(session);
    const position = positionsOf(person);
    return pageAnswer(
      resetKeyPage(call.surroundings, {
        visitor,
        government,
        person: id,
        displayName,
        position,
        certificate,
      }),
    );
  }
  if (certificate !== request.certificate) return seeOther('/papan');
  const token = await newToken(call, person);
  const { outcome } = await resetCredential(call.ports, request);
  if (outcome === 'reset') call.log({ event: 'credential-reset' });
  return showLink(call, session, person, { token, reset: outcome === 'reset' });
}

async function personOfCampaign({ ports }: Call, { subject }: HrSession, id: string): Promise<Person> {
  const person = await findPerson(ports.registry, id);
  if (person?.campaign !== subject.campaign) throw new Refusal('not-found');
  return person;
}

async function newToken(call: Call, { campaign, id }: Person): Promise<string> {
  const token = await issueInvitation(call.ports, { role: 'signer', campaign, person: id });
  call.log({ event: 'invitation-issued' });
  return token;
}

const positionsOf = ({ posts }: Person): string => posts.map((post) => post.position).join(' dan ');

/** The answer itself shows the link, this once: its token is nowhere to be read again. */
async function showLink(
  call: Call,
  session: HrSession,
  person: Person,
  { token, reset }: { readonly token: string; readonly reset: boolean },
): Promise<Answer> {
  const { government, year } = await campaignOfSession(call, session);
  return pageAnswer(
    newLinkPage(call.surroundings, {
      visitor: hrVisitor(session),
      government,
      displayName: person.displayName,
      position: positionsOf(person),
      year,
      link: `${call.publicUrl}/masuk#${token}`,
      days: invitationDays,
      reset,
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
