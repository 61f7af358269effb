import { beforeAll, describe, expect, it } from 'vitest';
import { findPerson } from '../../core/person/person.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask, enter } from './ask.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
const renewed = 'kopi-pagi-di-stabat';
let house: House;
let hr: string;
let person: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  hr = await enter(house, await house.link({ role: 'hr', campaign: '2027' }));
  person = house.person(0);
});

const sign = async (cookie: string, id: string, words: string) => {
  const form = { documents: await house.shown(id), passphrase: words, confirmed: 'ya' };
  return (await ask(house, '/tanda-tangan', { cookie, form })).location;
};
const question = () => ask(house, '/papan/kunci', { cookie: hr, form: { person } });
const certificateIn = (text: string) => text.match(/name="certificate" value="([0-9a-f]{64})"/)?.[1] ?? '';

describe('resetting a key', () => {
  it('is offered for whoever has one, and asks before it does anything', async () => {
    const before = await findPerson(house.ports.registry, person);
    const page = await question();
    expect(page.text).toContain('Tanda tangan yang sudah dibuat tetap sah');
    expect(certificateIn(page.text)).not.toBe('');
    expect(await findPerson(house.ports.registry, person)).toEqual(before);
    const board = await ask(house, '/papan', { cookie: hr });
    expect(board.text.match(/action="\/papan\/kunci"/g)).toHaveLength(house.plan.persons.length);
  });

  it('lets a locked person sign again by a new link and a new passphrase', async () => {
    const [signed = '', waiting = ''] = house.documentsOf(0);
    const old = await enter(house, await house.link({ role: 'signer', campaign: '2027', person }));
    expect(await sign(old, signed, passphrase)).toContain('tercatat');
    for (let guess = 0; guess < 6; guess += 1) await sign(old, waiting, 'salah-sama-sekali');
    const certificate = certificateIn((await question()).text);
    const form = { person, certificate, confirmed: 'ya' };

    const answer = await ask(house, '/papan/kunci', { cookie: hr, form });

    expect(answer.text).toContain('Kunci lama sudah diatur ulang');
    expect((await ask(house, '/meja', { cookie: old })).location).toBe('/masuk?sesi=berakhir');
    expect((await ask(house, '/papan', { cookie: hr })).text.match(/action="\/papan\/kunci"/g)).toHaveLength(
      house.plan.persons.length - 1,
    );
    const token = answer.text.match(/\/masuk#([A-Za-z0-9_-]{43})/)?.[1] ?? '';
    const cookie = await enter(house, token);
    // Long after the first activation, yet within the time of the lock.
    house.clock.moveBy(60);
    await ask(house, '/aktivasi', { cookie, form: { passphrase: renewed, repeated: renewed } });
    expect(await sign(cookie, waiting, passphrase)).not.toContain('tercatat');
    expect(await sign(cookie, waiting, renewed)).toContain('tercatat');
    const certificates = await Promise.all(
      [signed, waiting].map(async (id) => (await house.load(id)).signatures[0]?.certificate),
    );
    const { former } = (await findPerson(house.ports.registry, person)) ?? {};
    expect(certificates[0]).toBe(certificate);
    expect(certificates[1]).not.toBe(certificate);
    expect(former?.map((one) => one.certificate)).toEqual([certificate]);

    // The same form once more: the key made since stays, and so does the link.
    expect((await ask(house, '/papan/kunci', { cookie: hr, form })).location).toBe('/papan');
    expect((await ask(house, '/meja', { cookie })).status).toBe(200);
  });

  it('refuses a form with half an answer', async () => {
    const form = { person, confirmed: 'ya' };
    expect((await ask(house, '/papan/kunci', { cookie: hr, form })).status).toBe(400);
  });
});
