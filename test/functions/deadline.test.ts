import { beforeAll, describe, expect, it } from 'vitest';
import { findCampaign } from '../../core/campaign/campaign.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask } from './ask.ts';
import { hrCookie, signerCookie } from './enter-as.ts';
import { type House, openHouse } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let hr: string;
let head: string;

beforeAll(async () => {
  const roster = { ...twoHeads, government: { ...twoHeads.government, budgetApproval: '2026-12-29' } };
  house = await openHouse(folder, RosterImport.parse(roster));
  await house.enrolEverybody();
  hr = await hrCookie(house);
  head = await signerCookie(house, house.person(0));
});

const set = (batas: string) => ask(house, '/papan/batas-waktu', { cookie: hr, form: { batas } });
const stored = async (id = '2027') => (await findCampaign(house.ports.registry, id))?.deadline;
const told = async () => {
  const [id = ''] = house.documentsOf(0);
  const link = await ask(house, '/papan/tautan', { cookie: hr, form: { person: house.person(1) } });
  const pages = await Promise.all([
    ask(house, '/papan', { cookie: hr }),
    ask(house, '/meja', { cookie: head }),
    ask(house, `/dokumen/${id}`, { cookie: head }),
  ]);
  return [link, ...pages].map(({ text }) => text);
};

describe('the day by which everybody is asked to have signed', () => {
  it('is a month after the budget document where the government names none, and stands on every page which asks', async () => {
    expect(await stored()).toBe('2027-01-29');
    const [letter, ...pages] = await told();
    expect(letter).toContain('Mohon ditandatangani paling lambat Jumat, 29 Januari 2027.');
    for (const page of pages) expect(page).toContain('Jumat, 29 Januari 2027 (25 hari lagi)');
  });

  it('is changed and taken away by HR, for that year alone', async () => {
    expect((await set('2027-01-05')).location).toBe('/papan/undangan?batas=tersimpan');
    for (const page of (await told()).slice(1)) expect(page).toContain('5 Januari 2027 (besok)');
    await set('');
    expect(await stored()).toBeUndefined();
    for (const page of await told()) expect(page).not.toContain('paling lambat');
    expect(await stored('2028')).toBe('2027-01-29');
  });

  it.each([
    ['2027-01-03', 'tidak boleh sebelum hari ini'],
    ['2027-02-30', 'Pilih tanggal yang lengkap'],
    ['29 Januari', 'Pilih tanggal yang lengkap'],
    ['2029-01-01', 'akhir tahun berikutnya'],
  ])('is not %s; what was typed stays', async (typed, why) => {
    const refused = await set(typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(why);
    expect(refused.text).toContain(`value="${typed}"`);
    expect(await stored()).toBeUndefined();
  });

  it('stops nothing when it has passed, and says so', async () => {
    await set('2027-01-04');
    expect((await told())[1]).toContain('4 Januari 2027 (hari ini)');
    house.clock.moveBy(3 * 86_400);
    hr = await hrCookie(house);
    head = await signerCookie(house, house.person(0));
    const [letter, ...pages] = await told();
    expect(letter).toContain('sudah lewat; dokumen masih dapat ditandatangani');
    for (const page of pages) expect(page).toContain('sudah lewat 3 hari');
    expect(pages[2]).toContain('Tanda tangani dokumen');
  });
});
