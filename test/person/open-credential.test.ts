import { beforeAll, expect, test } from 'vitest';
import { changePassphrase } from '../../core/person/change-passphrase.ts';
import { openCredential } from '../../core/person/open-credential.ts';
import { attemptsAllowed, lockMinutes } from '../../core/person/passphrase-lock.ts';
import { findPerson, managedCredential } from '../../core/person/person.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { testCost } from '../pki/sample-authority.ts';
import { smallRoster } from '../world/small-roster.ts';
import { activate } from './activate.ts';

const folder = scratchFolder();
const higher = { N: 8192, r: 8, p: 1 };
let house: House;
let person: string;

beforeAll(async () => {
  house = await openHouse(folder, smallRoster);
  person = house.person(0);
  await activate(house.ports, { person, passphrase, cost: testCost });
});

const record = async () => {
  const found = await findPerson(house.ports.registry, person);
  return found && managedCredential(found)?.key;
};

test('a key stretched at less than today is stretched anew when it is opened, once', async () => {
  const before = await record();
  await openCredential(house.ports, person, 'bukan yang ini', higher);
  expect(await record()).toEqual(before);

  const opened = await openCredential(house.ports, person, passphrase, higher);

  const after = await record();
  expect(opened.outcome).toBe('opened');
  expect(after).toMatchObject(higher);
  expect(after?.wrapped).not.toBe(before?.wrapped);
  await openCredential(house.ports, person, passphrase, testCost);
  expect((await openCredential(house.ports, person, passphrase, higher)).outcome).toBe('opened');
  expect(await record()).toEqual(after);
});

test('of two changes at once one is told that it came too late, and the other passphrase opens', async () => {
  const change = (next: string) => changePassphrase(house.ports, { person, passphrase, next, cost: higher });
  const words = ['perahu kecil di hulu', 'ladang tebu sesudah hujan'];

  const outcomes = (await Promise.all(words.map(change))).map(({ outcome }) => outcome);

  expect(outcomes.toSorted()).toEqual(['changed', 'changed-since']);
  const won = words[outcomes.indexOf('changed')] ?? '';
  const lost = words[outcomes.indexOf('changed-since')] ?? '';
  expect((await openCredential(house.ports, person, won, higher)).outcome).toBe('opened');
  expect((await openCredential(house.ports, person, lost, higher)).outcome).toBe('wrong-passphrase');
});

test('the wrong passphrase which is one too many says that it locked, and until when', async () => {
  const guess = () => openCredential(house.ports, person, 'bukan yang ini', testCost);
  house.clock.moveBy(lockMinutes * 60);
  for (let left = attemptsAllowed - 1; left > 0; left--)
    expect(await guess()).toEqual({ outcome: 'wrong-passphrase', attemptsLeft: left });

  const until = new Date(house.clock.now().getTime() + lockMinutes * 60_000);
  expect(await guess()).toEqual({ outcome: 'locked', until });
});
