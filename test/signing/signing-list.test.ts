import { beforeAll, expect, it } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { currentRevision } from '../../core/document/document.ts';
import { isOpened, openingKey, recordOpening } from '../../core/signing/opening.ts';
import { type Portion, signPortion } from '../../core/signing/sign-portion.ts';
import { findList, listLifetime, signingListKey, storeList } from '../../core/signing/signing-list.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { twoHeads } from '../functions/two-heads.ts';

const folder = scratchFolder();
const session = 'a'.repeat(64);
let house: House;
let person: string;
let other: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  person = house.person(0);
  other = house.person(1);
});

const shown = async (id: string) => ({ id, shown: currentRevision(await house.load(id)) ?? '' });
const listOf = async (documents: readonly string[]) =>
  storeList(house.ports, { person, session }, await Promise.all(documents.map(shown)));
const portionOf = async (documents: readonly string[], but: Partial<Portion> = {}): Promise<Portion> => {
  const list = await listOf(documents);
  return {
    person,
    session,
    list: list.id,
    digest: list.digest,
    documents,
    passphrase,
    evenUnopened: true,
    ...but,
  };
};
const signatures = async (id: string) => (await house.load(id)).signatures;
const findings = async () => {
  const found = [];
  for await (const { code } of fsck(house.ports)) found.push(code);
  return found;
};

it('is its owner’s alone, in the session which made it, for half an hour', async () => {
  const { id } = await listOf(house.documentsOf(0));
  const owner = { person, session };

  expect((await findList(house.ports, owner, id))?.entries).toHaveLength(3);
  expect(await findList(house.ports, { person: other, session }, id)).toBeUndefined();
  expect(await findList(house.ports, { person, session: 'b'.repeat(64) }, id)).toBeUndefined();
  expect(await findList(house.ports, owner, '0'.repeat(32))).toBeUndefined();
  expect(await findList(house.ports, owner, 'bukan-daftar')).toBeUndefined();

  house.clock.moveBy(listLifetime / 1000);
  expect(await findList(house.ports, owner, id)).toBeUndefined();
});

it('signs nothing that is not in it, nor under another digest, nor with somebody else’s list', async () => {
  const [first = '', second = '', third = ''] = house.documentsOf(0);
  const good = await portionOf([first, second]);
  const refused = async (but: Partial<Portion>) =>
    (await signPortion(house.ports, { ...good, ...but })).outcome;

  expect(await refused({ documents: [first, third] })).toBe('outside-list');
  expect(await refused({ documents: [first, first] })).toBe('outside-list');
  expect(await refused({ documents: [] })).toBe('outside-list');
  expect(await refused({ digest: '0'.repeat(64) })).toBe('outside-list');
  expect(await refused({ person: other })).toBe('no-list');
  expect(await refused({ session: 'b'.repeat(64) })).toBe('no-list');
  // No list, no guess: the lock does not move.
  expect(await refused({ session: 'b'.repeat(64), passphrase: 'salah sekali' })).toBe('no-list');
  house.clock.moveBy(listLifetime / 1000);
  expect(await refused({})).toBe('no-list');
  for (const id of [first, second, third]) expect(await signatures(id)).toHaveLength(0);
});

it('signs what was opened; what was not only when the person says so, and the trail tells which', async () => {
  const [first = '', second = ''] = house.documentsOf(0);
  const { shown: revision } = await shown(first);
  expect(await recordOpening(house.ports, { document: first, person, revision })).toBe('recorded');

  const quiet = await signPortion(house.ports, await portionOf([first, second], { evenUnopened: false }));
  expect(quiet).toMatchObject({
    results: [{ outcome: 'signed' }, { outcome: 'refused', code: 'not-opened' }],
  });
  const said = await signPortion(house.ports, await portionOf([second]));
  expect(said).toMatchObject({ results: [{ outcome: 'signed' }] });

  expect((await signatures(first))[0]?.opened).toBe(true);
  expect((await signatures(second))[0]?.opened).toBe(false);
});

it('answers truly to a portion sent again, and to a second page with another list', async () => {
  const [, , third = ''] = house.documentsOf(0);
  const one = await portionOf([third]);
  const two = await portionOf([third]);

  const acts = await Promise.all([signPortion(house.ports, one), signPortion(house.ports, two)]);
  const again = await signPortion(house.ports, one);

  const told = acts.map((act) => (act.outcome === 'done' ? act.results[0] : undefined));
  expect(told.filter((result) => result?.outcome === 'signed')).toHaveLength(1);
  expect(told.filter((result) => result?.outcome === 'refused')).toMatchObject([{ code: 'already-signed' }]);
  expect(again).toMatchObject({ results: [{ outcome: 'refused', code: 'already-signed' }] });
  expect(await signatures(third)).toHaveLength(1);
});

it('signs the revision of the list alone, not one which came after', async () => {
  const [first = ''] = house.documentsOf(0);
  const regent = house.plan.regionalHead;
  const before = (await house.load(first)).signatures[0]?.shown ?? '';
  const list = await storeList(house.ports, { person: regent, session }, [{ id: first, shown: before }]);
  const portion = { ...(await portionOf([first])), person: regent, list: list.id, digest: list.digest };

  expect(await signPortion(house.ports, portion)).toMatchObject({
    results: [{ outcome: 'refused', code: 'revision-changed' }],
  });
});

it('an opening is written for whose turn it is, of the current revision, once', async () => {
  const [first = ''] = house.documentsOf(1);
  const { shown: revision } = await shown(first);
  const open = (who: string, of = revision) =>
    recordOpening(house.ports, { document: first, person: who, revision: of });

  expect(await open(person)).toBe('not-found');
  expect(await open(house.plan.regionalHead)).toBe('not-your-turn');
  expect(await open(other, '0'.repeat(64))).toBe('revision-changed');
  expect(await open(other)).toBe('recorded');
  expect(await open(other)).toBe('recorded');

  expect((await house.ports.registry.load(openingKey(first, other)))?.version).toBe(1);
  expect(await isOpened(house.ports.registry, { document: first, person: other, revision })).toBe(true);
  expect(await isOpened(house.ports.registry, { document: first, person, revision })).toBe(false);
});

it('fsck reads lists and openings, and sees those which name what never was', async () => {
  expect(await findings()).toEqual([]);
  const [first = ''] = house.documentsOf(1);
  const list = await storeList(house.ports, { person, session }, [await shown(first)]);
  await house.ports.registry.save({
    key: openingKey(first, person),
    version: 1,
    body: { revision: '0'.repeat(64) },
    expiresAt: 4_000_000_000,
  });

  expect((await findings()).sort()).toEqual(['opening-differs', 'signing-list-differs']);
  expect(signingListKey(list.id)).toMatch(/^signing-list#[0-9a-f]{32}$/);
});
