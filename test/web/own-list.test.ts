import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { returnDocument } from '../../core/document/return-document.ts';
import { trustForeignRoots } from '../../core/pki/stored-foreign-trust.ts';
import { recordOpening } from '../../core/signing/opening.ts';
import { routes } from '../../functions/routes.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse } from '../functions/house.ts';
import { OwnAuthority, ownFile, ownPassphrase, ownRoster } from '../functions/own-authority.ts';
import { confirmOwn } from '../world/own-certificate.ts';
import { desk, faults, inspect, launchBrowser, openPage } from './browser.ts';
import { barValue, main, outcomes, said } from './site.ts';

const button = 'form[data-own-signing] button[type=submit]';
const folder = scratchFolder();
const authority = new OwnAuthority();
let browser: Browser;
let gateway: Gateway;
let house: House;
let url: string;
let person: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  house = await openHouse(folder, ownRoster(0), url, authority.lists);
  person = house.person(0);
  await trustForeignRoots(house.ports, 'signature', [authority.root]);
  expect(await confirmOwn(house.ports, person)).toBe('confirmed');
  gateway = await startGateway({ port, routes, doors: house.doors });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  expect(faults.splice(0)).toEqual([]);
});

async function sign(page: Page): Promise<void> {
  const buffer = Buffer.from(ownFile('p256-aes256'));
  await page.setInputFiles('#own-file', { name: 'kunci.p12', mimeType: 'application/x-pkcs12', buffer });
  await page.fill('#own-passphrase', ownPassphrase);
  await page.click(button);
}

const problem = (page: Page, words: string) =>
  page.waitForSelector(`[data-own-problem]:not([hidden]):has-text("${words}")`);

/** API Gateway's own refusal, before any function of ours. */
const refuseOnce = (page: Page, path: string, status: number) =>
  page.route(path, (route) => route.fulfill({ status, json: { message: 'Forbidden' } }), { times: 1 });

it('a list signed in part with one’s own certificate says what is left, and asks only for that', async () => {
  const [first = '', second = '', third = ''] = house.documentsOf(0);
  const shownOf = async (id: string) => (await house.shown(id)).slice(33);
  for (const document of [first, second])
    await recordOpening(house.ports, { document, person, revision: await shownOf(document) });
  const page = await openPage(await browser.newContext(desk));
  await page.goto(`${url}/masuk#${await house.link({ role: 'signer', campaign: '2027', person })}`);
  await page.waitForURL(`${url}/meja`);
  await page.click('button[name=semua]');
  await page.waitForURL(/\/antrean\//);
  const list = page.url();
  await page.check('#confirmed');

  // A gateway's own answer tells of no document: nothing is known, and nothing is said of reasons.
  await refuseOnce(page, '**/tanda-tangan/siapkan', 400);
  await sign(page);
  await problem(page, 'server tidak menjawab');
  await said(page, '0 dari 3 dokumen telah Bapak/Ibu tandatangani; 3 belum.');
  await refuseOnce(page, '**/tanda-tangan/selesai', 403);
  await sign(page);
  await said(page, '0 dari 3 dokumen telah Bapak/Ibu tandatangani; 1 belum, 2 belum diketahui.');
  await problem(page, 'server tidak menjawab');
  expect((await outcomes(page))[first]).toContain('Belum diketahui');
  await inspect(page, 'sendiri-daftar-1-tidak-dijawab');

  // The third was not opened, and nothing is said of that.
  await sign(page);
  await said(page, '2 dari 3 dokumen telah Bapak/Ibu tandatangani; 1 belum.');
  await problem(page, '2 dari 3 dokumen ditandatangani');
  const after = await outcomes(page);
  expect([after[first], after[second]]).toEqual(['Ditandatangani', 'Ditandatangani']);
  expect(after[third]).toContain('belum dibuka sampai halaman terakhir');
  expect(await barValue(page)).toBe(2);
  expect(await page.textContent('h1')).toBe('Daftar 3 dokumen');
  expect(await page.textContent('label[for=confirmed]')).toContain('isi 1 dokumen');
  expect(await page.textContent('#unopened-hint')).toContain('1 dokumen yang tersisa');
  expect(await page.textContent(button)).toBe('Lanjutkan menandatangani 1 dokumen');
  const asked = await page.$$eval('input[name=documents]', (inputs) =>
    inputs.map((input) => input.getAttribute('value')?.slice(0, 32)),
  );
  expect(asked).toEqual([third]);
  await inspect(page, 'sendiri-daftar-2-sebagian');

  // Refused for good, it is offered no more.
  await returnDocument(house.ports, {
    document: third,
    person,
    shown: await shownOf(third),
    request: 'correction',
    reason: 'Gelar saya M.Si., bukan M.M.',
  });
  await page.check('#unopened');
  await sign(page);
  await page.waitForSelector('form[data-own-signing] a:has-text("Ke meja saya")');
  expect(await page.textContent('[data-list-said]')).toBe(
    '2 dari 3 dokumen telah Bapak/Ibu tandatangani; 1 belum.',
  );
  expect(await page.$(button)).toBeNull();
  expect(await page.$('[data-due], .ikrar-entry--due, input[name=documents]')).toBeNull();
  expect((await outcomes(page))[third]).toContain('tidak lagi menunggu tanda tangan');
  expect(await main(page)).not.toContain('Daftar berlaku sampai');
  await inspect(page, 'sendiri-daftar-3-selesai');

  await page.goto(list);
  expect(await main(page)).toContain('2 dari 3 dokumen telah Bapak/Ibu tandatangani');
  const signed = await Promise.all(
    [first, second, third].map(async (id) => (await house.load(id)).signatures.length),
  );
  expect(signed).toEqual([1, 1, 0]);
  await page.context().close();
}, 60_000);
