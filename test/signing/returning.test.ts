import { beforeAll, expect, test } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { correctDocument, correctedNumber } from '../../core/campaign/correct-document.ts';
import type { Command } from '../../core/document/decide.ts';
import { currentRevision } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse } from '../functions/house.ts';
import { twoHeads } from '../functions/two-heads.ts';
import { boardIn, signAs } from './sign-as.ts';

const folder = scratchFolder();
const by = { role: 'operator' } as const;
let house: House;
let head: string;
let regent: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  head = house.person(0);
  regent = house.plan.regionalHead;
});

const execute = (id: string, command: Command) =>
  new Documents(house.ports.registry).execute(id, command, house.clock.now());

/** What the person asks instead of signing; the outcome, or why it was refused. */
async function giveBack(person: string, id: string, slot: 'head' | 'regional-head', shown?: string) {
  const result = await execute(id, {
    type: 'return',
    slot,
    person,
    shown: shown ?? currentRevision(await house.load(id)) ?? '',
    request: 'correction',
    reason: 'Gelar saya keliru.',
  });
  return result.outcome === 'refused' ? result.code : result.outcome;
}

const sign = (person: string, id: string) => signAs(house, person, id);

async function cellOf(id: string) {
  const { rows } = await boardIn(house);
  return rows.flatMap((row) => Object.values(row.cells)).find((cell) => cell.id === id)?.state;
}

const stateOf = async (id: string) => (await house.load(id)).state.name;
const version = async (id: string) => (await house.load(id)).version;

async function expectSound() {
  const found = [];
  for await (const finding of fsck(house.ports)) found.push(finding);
  expect(found).toEqual([]);
}

test('only whoever may sign may return, once, and what was shown', async () => {
  const [id = ''] = house.documentsOf(0);

  expect(await giveBack(regent, id, 'regional-head')).toBe('not-your-turn');
  expect(await giveBack(house.person(1), id, 'head')).toBe('not-your-slot');
  expect(await giveBack(head, id, 'head', '0'.repeat(64))).toBe('revision-changed');
  expect(await giveBack(head, id, 'head')).toBe('written');
  expect(await giveBack(head, id, 'head')).toBe('nothing');
  expect(await sign(head, id)).toBe('not-ready');
  expect(await cellOf(id)).toBe('returned');
});

test('an answer puts the same revision before the same person again', async () => {
  const [id = ''] = house.documentsOf(0);
  const { revision } = { revision: '', ...(await house.load(id)).state };

  const stale = await execute(id, { type: 'resume', seen: 1, by, answer: 'Sudah benar.' });
  await execute(id, { type: 'resume', seen: await version(id), by, answer: 'Sudah benar.' });

  expect(stale).toMatchObject({ outcome: 'refused', code: 'changed-since' });
  expect((await house.load(id)).state).toEqual({ name: 'awaiting', slot: 0, revision });
  expect(await sign(head, id)).toBe('signed');
  expect(await giveBack(regent, id, 'regional-head')).toBe('written');
});

test('a correction takes its place: everybody signs anew, the old one is void', async () => {
  const [id = ''] = house.documentsOf(0);
  const correct = (facts: Parameters<Parameters<typeof correctDocument>[1]['correct']>[0]) =>
    ({ ...facts, place: 'Binjai' }) as typeof facts;
  const request = { document: id, by, reason: 'Gelar diperbaiki.', correct };

  const stale = await correctDocument(house.ports, { ...request, seen: 2 });
  const same = await correctDocument(house.ports, {
    ...request,
    seen: await version(id),
    correct: (facts) => facts,
  });
  const done = await correctDocument(house.ports, { ...request, seen: await version(id) });

  expect(stale.outcome).toBe('changed-since');
  expect(same.outcome).toBe('unchanged');
  if (done.outcome !== 'replaced') throw new Error(done.outcome);
  expect(await sign(regent, id)).toBe('not-ready');
  // Between the decision and the successor nothing is lost: the board shows the place as being prepared.
  expect(await cellOf(id)).toBe('preparing');
  await house.finish();
  const successor = await house.load(done.successor);
  expect(await stateOf(id)).toBe('superseded');
  expect(successor.created.replaces).toEqual({ document: id, code: (await house.load(id)).created.code });
  expect(successor.created.number).toMatch(/\/P1$/);
  expect(successor.created.link).toContain(successor.created.code);
  expect(await cellOf(id)).toBeUndefined();
  expect(await cellOf(done.successor)).toBe('awaiting-head');
  expect(await sign(head, done.successor)).toBe('signed');
  expect(await sign(regent, done.successor)).toBe('signed');
  await house.finish();
  expect(await cellOf(done.successor)).toBe('complete');
  expect((await new Documents(house.ports.registry).newest(id))?.id).toBe(done.successor);
  await expectSound();
});

test('what was cancelled, or recorded on paper, may be taken up again where it stopped', async () => {
  const [, id = ''] = house.documentsOf(0);
  expect(await sign(head, id)).toBe('signed');
  const { state } = await house.load(id);

  await execute(id, { type: 'cancel', seen: await version(id), by, reason: 'Jabatan dihapus.' });
  expect(await cellOf(id)).toBe('cancelled');
  await execute(id, { type: 'resume', seen: await version(id), by, answer: 'Keliru dibatalkan.' });
  expect((await house.load(id)).state).toEqual(state);
  const scan = await house.ports.working.put(new TextEncoder().encode('%PDF-1.7 scan %%EOF'));
  await execute(id, {
    type: 'record-paper',
    seen: await version(id),
    by,
    scan,
    mediaType: 'application/pdf',
    signedOn: '2027-01-05',
  });
  expect(await cellOf(id)).toBe('on-paper');
  expect(await sign(regent, id)).toBe('not-ready');
  await execute(id, { type: 'resume', seen: await version(id), by, answer: 'Pindaian tertukar.' });

  expect((await house.load(id)).state).toEqual(state);
  expect(await sign(regent, id)).toBe('signed');
  const late = await execute(id, { type: 'cancel', seen: await version(id), by, reason: 'Terlambat.' });
  expect(late).toMatchObject({ outcome: 'refused', code: 'not-ready' });
  await expectSound();
});

test('the audit names a correction which nobody decided', async () => {
  const [, , id = ''] = house.documentsOf(0);
  const { created } = await house.load(id);
  await new Documents(house.ports.registry).create('f'.repeat(32), {
    ...created,
    replaces: { document: id, code: created.code },
  });

  const found = [];
  for await (const { code, key } of fsck(house.ports)) found.push([code, key]);

  expect(found).toContainEqual(['document-unplanned', `document#${'f'.repeat(32)}`]);
});

test('a correction of a correction has the next number', () => {
  expect(correctedNumber('001/PK/DISDIK/2027')).toBe('001/PK/DISDIK/2027/P1');
  expect(correctedNumber('001/PK/DISDIK/2027/P1')).toBe('001/PK/DISDIK/2027/P2');
});
