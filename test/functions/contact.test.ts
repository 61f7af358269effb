import { beforeAll, expect, it } from 'vitest';
import { findPerson, updatePerson } from '../../core/person/person.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask } from './ask.ts';
import { hrCookie } from './enter-as.ts';
import { type House, openHouse } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let hr: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  hr = await hrCookie(house);
});

const address = () => `/papan/pejabat/${house.person(0)}/kontak`;
const save = (surel: string, wa: string) => ask(house, address(), { cookie: hr, form: { surel, wa } });
const stored = async () => {
  const person = await findPerson(house.ports.registry, house.person(0));
  if (!person) throw new Error('no person');
  return person;
};

it('is written down by HR as the roster’s is read, and the trail tells that, not what', async () => {
  const saved = await save(' kepala@CONTOHKAB.go.id ', '0812-3456-7890');

  expect(saved.location).toBe(`/papan/pejabat/${house.person(0)}?hasil=kontak`);
  const { contact, trail } = await stored();
  expect(contact).toEqual({ email: 'kepala@contohkab.go.id', phone: '6281234567890' });
  expect(trail.at(-1)?.event.type).toBe('contact-changed');
  expect(JSON.stringify(trail)).not.toMatch(/kepala@|62812/);
  expect(JSON.stringify(house.log)).not.toMatch(/kepala@|62812/);
  expect((await ask(house, saved.location ?? '', { cookie: hr })).text).toContain('Alamat sudah disimpan');
  expect((await ask(house, address(), { cookie: hr })).text).toContain('value="kepala@contohkab.go.id"');
});

it('writes nothing where nothing changed', async () => {
  const before = await stored();
  await save('kepala@contohkab.go.id', '+62 812 3456 7890');
  expect(await stored()).toEqual(before);
});

it('settles a message which failed at the address before', async () => {
  const before = await stored();
  await updatePerson(house.ports.registry, before, {
    message: { at: '2027-01-04T01:00:00.000Z', failure: 'recipient-refused' },
  });
  await save('kepala@contohkab.go.id', '081298765432');
  expect((await stored()).message?.failure).toBe('recipient-refused');
  await save('baru@contohkab.go.id', '');
  const { message, contact } = await stored();
  expect(message).toBeUndefined();
  expect(contact).toEqual({ email: 'baru@contohkab.go.id' });
});

it.each([
  ['dua@x.id, tiga@x.id', '', 'surel'],
  ['<script>@x.id', '', 'surel'],
  ['', '021-555', 'wa'],
  ['bukan', 'bukan', 'surel'],
])('refuses %j and %j, keeping what was typed', async (surel, wa, field) => {
  const before = await stored();
  const refused = await save(surel, wa);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(`id="${field}-error"`);
  expect(refused.text).not.toContain('<script>@');
  expect(await stored()).toEqual(before);
});

it('may be nothing at all', async () => {
  await save('', '');
  expect((await stored()).contact).toBeUndefined();
});
