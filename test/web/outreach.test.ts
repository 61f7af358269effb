import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openMailFolder } from '../../adapters/embedded/mail-folder.ts';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import { openDoors } from '../../cli/doors.ts';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { findPerson, personItem } from '../../core/person/person.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { routes } from '../../functions/routes.ts';
import { buildAssets } from '../../web/assets.ts';
import { judged } from '../../web/scripts/passphrase-meter.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse } from '../functions/house.ts';
import { testCost } from '../pki/sample-authority.ts';
import { smallRoster } from '../world/small-roster.ts';
import { faults, inspect, launchBrowser, openPage, phone } from './browser.ts';

const folder = scratchFolder();
const contact = { email: 'sekretaris.daerah@langkatkab.go.id', phone: '6281234567890' };
let browser: Browser;
let gateway: Gateway;
let house: House;
let url: string;
let hr: Page;

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  const persons = smallRoster.persons.map((person) => ({ ...person, contact }));
  house = await openHouse(folder, RosterImport.parse({ ...smallRoster, persons }), url);
  const mailFolder = openMailFolder(join(folder, 'mail'), {
    sender: { address: 'ikrar@contoh.id' },
    clock: house.clock,
    randomness: systemRandomness,
  });
  const doors = openDoors({
    ports: { ...house.ports, mailer: mailFolder },
    publicUrl: url,
    assets: await buildAssets(),
    log: () => undefined,
    scryptCost: testCost,
    mailFolder,
  });
  gateway = await startGateway({ port, routes, doors });
  browser = await launchBrowser();
  hr = await openPage(await browser.newContext(phone));
  await hr.goto(`${url}/masuk#${await house.link({ role: 'hr', campaign: '2027' })}`);
  await hr.waitForURL(`${url}/papan`);
});
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
});
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

describe('HR invites', () => {
  it('sees the list, sends it, and looks at what was kept', async () => {
    await hr.goto(`${url}/papan/undangan`);
    await inspect(hr, 'undangan-daftar');
    await hr.click('text=Kirim undangan ke 1 orang lewat surel');
    await hr.waitForSelector('text=1 dari 1 tersimpan dalam folder');
    await inspect(hr, 'undangan-hasil');
    await hr.goto(`${url}/papan/undangan`);
    await hr.waitForSelector('text=Kirim pengingat ke 1 orang');
    await hr.goto(`${url}/papan/surat`);
    await inspect(hr, 'undangan-surat');
    await hr.click('.ikrar-sending a');
    await hr.waitForSelector('text=Yth. Bapak/Ibu');
    await inspect(hr, 'undangan-surel');
  });

  it('prepares a text, which is copied first and leads to WhatsApp second', async () => {
    await hr.goto(`${url}/papan/undangan`);
    await hr.click('text=Siapkan teks');
    await hr.waitForSelector('[data-copy="pesan"]:visible');
    expect(await hr.getAttribute('a[href^="https://wa.me/"]', 'href')).toContain('6281234567890');
    await inspect(hr, 'undangan-teks');
  });

  it('need not press again for a list longer than a portion', async () => {
    const model = await findPerson(house.ports.registry, house.person(0));
    if (!model) throw new Error('no person');
    const ids = Array.from({ length: 23 }, (_, index) => index.toString(16).padStart(32, 'a'));
    for (const id of ids)
      await house.ports.registry.save(personItem({ ...model, id, version: 1, trail: [] }));
    house.clock.moveBy(60);
    await hr.goto(`${url}/papan/undangan`);
    await hr.$eval(
      'form[action="/papan/undangan"]',
      (form, list) => {
        form.querySelector('[name=person]')?.remove();
        for (const value of list) {
          const input = Object.assign(document.createElement('input'), {
            type: 'hidden',
            name: 'person',
            value,
          });
          form.append(input);
        }
      },
      ids,
    );
    await hr.click('form[action="/papan/undangan"] button');
    await hr.waitForSelector('text=10 dari 23 tersimpan dalam folder, 13 lagi');
    await hr.waitForSelector('text=23 dari 23 tersimpan dalam folder.');
    await inspect(hr, 'undangan-hasil-panjang');
  });
});

describe('the first visit', () => {
  it('says what the server would say of a passphrase, before it is sent', async () => {
    const page = await openPage(await browser.newContext(phone));
    const person = house.person(0);
    await page.goto(`${url}/masuk#${await house.link({ role: 'signer', campaign: '2027', person })}`);
    await page.waitForURL(`${url}/aktivasi`);
    await inspect(page, 'undangan-aktivasi');
    await page.fill('#passphrase', 'pendek');
    await page.waitForSelector('.ikrar-meter >> text=Belum cukup: kurang 4 karakter');
    await page.fill('#passphrase', 'Indonesia Raya 1945!');
    await page.waitForSelector('.ikrar-meter >> text=paling sering dipakai');
    await page.fill('#passphrase', 'kopi pagi di tepi kali');
    await page.waitForSelector('.ikrar-meter >> text=panjangnya baik');
    await page.click('summary');
    await inspect(page, 'undangan-aktivasi-meter');
  });

  it('tells a replaced link kindly', async () => {
    const person = house.person(0);
    const old = await house.link({ role: 'signer', campaign: '2027', person });
    await house.link({ role: 'signer', campaign: '2027', person });
    const page = await openPage(await browser.newContext(phone));
    await page.goto(`${url}/masuk#${old}`);
    await page.waitForSelector('h1 >> text=Tautan ini sudah diganti');
    await inspect(page, 'undangan-diganti');
  });

  it.each([
    ['kopi pagi', 'refused'],
    ['kopi pagi di', 'enough'],
    ['198609012010011001', 'refused'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'refused'],
    ['Wiranata Wiranata', 'refused'],
  ] as const)('never calls %j other than %s', (typed, level) => {
    expect(judged(typed, { displayName: 'Drs. Wiranata, M.Si.', bareName: 'Wiranata' }).level).toBe(level);
  });
});
