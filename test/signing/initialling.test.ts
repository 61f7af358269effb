import { beforeAll, expect, test } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { signatureFields } from '../../core/pades/reader/signature-fields.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse } from '../functions/house.ts';
import { twoHeads } from '../functions/two-heads.ts';
import { boardIn, signAs } from './sign-as.ts';

/** The regional secretary (SETDA, the first head) initials what the inspector (INSP, the second) signs. */
const roster = RosterImport.parse({
  ...twoHeads,
  government: { ...twoHeads.government, initialling: { unit: 'SETDA' } },
  persons: twoHeads.persons.map((person) =>
    person.id === 'p2' ? { ...person, name: 'Tirtanirmala', fullName: 'Tirtanirmala' } : person,
  ),
});
const folder = scratchFolder();
let house: House;
let secretary: string;
let inspector: string;
let regent: string;

beforeAll(async () => {
  house = await openHouse(folder, roster);
  await house.enrolEverybody();
  secretary = house.person(0);
  inspector = house.person(1);
  regent = house.plan.regionalHead;
});

const sign = (person: string, id: string) => signAs(house, person, id);

const waiting = async (id: string) => {
  const { rows, states } = await boardIn(house);
  expect(states).toContain('awaiting-initialling');
  const cells = rows.flatMap((row) => Object.values(row.cells));
  return cells.find((cell) => cell.id === id)?.state;
};

test('head, initial, regional head: three signatures in one file, in this order only', async () => {
  const [id = ''] = house.documentsOf(1);
  expect(await sign(regent, id)).toBe('not-your-turn');
  expect(await sign(secretary, id)).toBe('not-your-turn');
  expect(await sign(inspector, id)).toBe('signed');
  expect(await waiting(id)).toBe('awaiting-initialling');
  expect(await sign(regent, id)).toBe('not-your-turn');
  expect(await sign(secretary, id)).toBe('signed');
  expect(await waiting(id)).toBe('awaiting-regional-head');
  expect(await sign(secretary, id)).toBe('already-signed');
  expect(await sign(regent, id)).toBe('signed');
  await house.finish();

  const { state } = await house.load(id);
  expect(state.name).toBe('complete');
  const file = await house.ports.archive.get(state.name === 'complete' ? state.revision : '');
  const fields = signatureFields(openPdf(file ?? new Uint8Array()).last);
  expect(fields.map(({ name }) => name).sort()).toEqual([
    'head',
    'initialling',
    'regional-head',
    'timestamp-1',
  ]);
});

test('nobody initials what he signs as its head', async () => {
  const [id = ''] = house.documentsOf(0);

  const { created } = await house.load(id);

  expect(created.slots.map(({ name }) => name)).toEqual(['head', 'regional-head']);
});

test('the audit derives the same three slots', async () => {
  const found = [];
  for await (const finding of fsck(house.ports)) found.push(finding);

  expect(found).toEqual([]);
});
