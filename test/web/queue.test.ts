import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { routes } from '../../functions/routes.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { manyHeads } from '../functions/many-heads.ts';
import { desk, faults, inspect, launchBrowser, openPage, phone, picture, readToTheEnd } from './browser.ts';

const offices = 8;
const folder = scratchFolder();
let browser: Browser;
let gateway: Gateway;
let house: House;
let url: string;
let documents: readonly string[];
let context: BrowserContext;
let regent: Page;

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  house = await openHouse(folder, manyHeads(offices), url);
  await house.enrolEverybody();
  const heads = Array.from({ length: offices }, (_, head) => head);
  documents = heads.flatMap((head) => house.documentsOf(head));
  for (const head of heads)
    await signDocuments(house.ports, {
      person: house.person(head),
      passphrase,
      evenUnopened: true,
      documents: await Promise.all(
        house.documentsOf(head).map(async (id) => ({ id, shown: (await house.shown(id)).slice(33) })),
      ),
    });
  gateway = await startGateway({ port, routes, doors: house.doors });
  browser = await launchBrowser();
  context = await browser.newContext({ ...phone, hasTouch: true });
  regent = await openPage(context);
  const subject = { role: 'signer', campaign: '2027', person: house.plan.regionalHead } as const;
  await regent.goto(`${url}/masuk#${await house.link(subject)}`);
  await regent.waitForURL(`${url}/meja`);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
});
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

const signed = async (): Promise<number> =>
  (await Promise.all(documents.map(async (id) => (await house.load(id)).signatures.length))).filter(
    (count) => count === 2,
  ).length;

const position = (page: Page) => page.textContent('.ikrar-queue__position');

it('is read in turn on a phone: by button, by key, by swipe; what was read to its end is noted', async () => {
  await inspect(regent, 'queue-desk');
  await regent.click('text=Baca satu per satu');
  await regent.waitForSelector('.ikrar-page canvas');
  expect(await position(regent)).toBe('1 dari 24');
  await inspect(regent, 'queue-reading');
  await readToTheEnd(regent);
  expect(await regent.textContent('.ikrar-bottom-bar [data-next]')).toBe('Berikutnya');

  await regent.click('.ikrar-bottom-bar [data-next]');
  await regent.waitForSelector('.ikrar-queue__position:has-text("2 dari 24")');
  await regent.keyboard.press('Alt+PageDown');
  await regent.waitForSelector('.ikrar-queue__position:has-text("3 dari 24")');
  await regent.keyboard.press('Alt+PageUp');
  await regent.waitForSelector('.ikrar-queue__position:has-text("2 dari 24")');
  await regent.waitForSelector('.ikrar-page canvas');
  await swipe(regent, 300, 60, 4);
  await regent.waitForSelector('.ikrar-queue__position:has-text("3 dari 24")');
});

it('does not take scrolling, or moving an enlarged page, for a swipe', async () => {
  await regent.waitForSelector('.ikrar-page canvas');
  await swipe(regent, 300, 190, 200);
  await regent.click('[data-larger]');
  await swipe(regent, 300, 60, 4);
  await regent.waitForTimeout(300);
  expect(await position(regent)).toBe('3 dari 24');
});

it('is filtered by office on a desk, and read within the filter', async () => {
  const page = await openPage(
    await browser.newContext({ ...desk, storageState: await context.storageState() }),
  );
  await page.goto(`${url}/meja`);
  await inspect(page, 'queue-desk');
  await page.fill('#opd', 'besit');
  await page.click('.ikrar-filters button[type=submit]');
  await page.waitForURL(/opd=besit/);
  await page.click('.ikrar-row__link');
  await page.waitForSelector('.ikrar-page canvas');
  expect(await position(page)).toBe('1 dari 3');
  await inspect(page, 'queue-reading');
  await page.context().close();
});

it('does not call unsigned what a lost answer may have signed, when the list or the session ends meanwhile', async () => {
  const page = await openPage(
    await browser.newContext({ ...phone, storageState: await context.storageState() }),
  );
  await page.goto(`${url}/meja?opd=besit`);
  await page.click('button[name=semua]');
  await page.waitForURL(/\/antrean\//);
  let portions = 0;
  await page.route('**/bagian', (route) =>
    ++portions === 1
      ? route.abort('connectionreset')
      : route.fulfill({
          status: 401,
          contentType: 'application/problem+json',
          body: JSON.stringify({ title: 'Silakan masuk lagi' }),
        }),
  );

  await page.check('#confirmed');
  await page.check('#unopened');
  await page.fill('#passphrase', passphrase);
  await page.click('form[data-list] button[type=submit]');
  await page.waitForSelector('[data-list-problem]:has-text("Sesi berakhir")');

  const outcomes = await page.$$eval('[data-outcome]', (all) => all.map((one) => one.textContent));
  expect(outcomes).toEqual(Array(3).fill(expect.stringContaining('Belum diketahui')));
  expect(await page.textContent('[data-list-said]')).toContain('3 belum diketahui');
  expect(await page.textContent('[data-list-problem]')).toContain('3 dokumen belum diketahui');
  await inspect(page, 'queue-unknown');
  await page.context().close();
});

it('leads out of a list whose visit was ended by another tab, instead of asking for the passphrase in vain', async () => {
  const page = await openPage(
    await browser.newContext({ ...phone, storageState: await context.storageState() }),
  );
  await page.goto(`${url}/meja?opd=besit`);
  await page.click('button[name=semua]');
  await page.waitForURL(/\/antrean\//);
  // As a new session's cookie finds the form of the one before.
  await page.$eval('form[data-list] input[name=form]', (token) => {
    if (token instanceof HTMLInputElement) token.value = 'A'.repeat(43);
  });

  await page.check('#confirmed');
  await page.check('#unopened');
  await page.fill('#passphrase', passphrase);
  await page.click('form[data-list] button[type=submit]');
  await page.waitForSelector('[data-list-problem]:has-text("Isian tidak dapat diterima")');

  expect(await page.textContent('[data-list-problem]')).toContain('Tanda tangan tidak dibuat');
  expect(await page.$('#passphrase')).toBeNull();
  expect(await page.textContent('[data-list-fields]')).toContain('Ke meja saya');
  await page.context().close();
});

it('signs all with one passphrase in portions, through a cut connection, beside a second tab, once each', async () => {
  await regent.goto(`${url}/meja`);
  await regent.click('button[name=semua]');
  await regent.waitForURL(/\/antrean\//);
  expect(await regent.$$('[data-entry]')).toHaveLength(24);
  await inspect(regent, 'queue-list');
  const address = regent.url();

  // Only what was opened, as long as nothing else is said.
  await regent.check('#confirmed');
  await regent.fill('#passphrase', passphrase);
  await regent.click('form[data-list] button[type=submit]');
  await regent.waitForSelector('[data-list-said]:has-text("dari 24 dokumen telah")');
  const opened = await signed();
  expect(opened).toBeGreaterThan(0);
  expect(opened).toBeLessThan(6);
  expect(await regent.inputValue('#passphrase')).toBe('');

  // The answer of one portion is lost after it was signed, then the connection itself for a while.
  let portions = 0;
  const bodies: string[] = [];
  await regent.route('**/bagian', async (route) => {
    bodies.push(route.request().postData() ?? '');
    portions++;
    if (portions === 1) {
      await route.fetch();
      return route.abort('connectionreset');
    }
    return portions === 2 ? route.abort('internetdisconnected') : route.continue();
  });
  await regent.check('#unopened');
  await regent.fill('#passphrase', passphrase);
  await regent.click('form[data-list] button[type=submit]');
  await regent.waitForSelector('[data-list-said]:has-text("Sambungan terputus")');
  await picture(regent, 'queue-cut');
  const second = await openPage(
    await browser.newContext({ ...desk, storageState: await context.storageState() }),
  );
  await second.goto(address);
  expect(await second.textContent('main')).toMatch(/\d+ dari 24 dokumen telah Bapak\/Ibu tandatangani/);
  await inspect(second, 'queue-second-tab');
  await second.check('#confirmed');
  await second.check('#unopened');
  await second.fill('#passphrase', passphrase);
  await second.click('form[data-list] button[type=submit]');
  for (const page of [regent, second])
    await page.waitForSelector('[data-list-said]:has-text("Semua 24 dokumen telah")', { timeout: 60_000 });

  expect(await signed()).toBe(24);
  for (const id of documents) expect((await house.load(id)).signatures).toHaveLength(2);
  expect(bodies.every((body) => new URLSearchParams(body).getAll('documents').length <= 25)).toBe(true);
  await inspect(regent, 'queue-done');
  await second.context().close();
  await regent.goto(address);
  expect(await regent.textContent('main')).toContain('Semua 24 dokumen telah Bapak/Ibu tandatangani');
  await inspect(regent, 'queue-signed-before');
});

/** A finger on the pages, from one place to another across and so far down. */
async function swipe(page: Page, from: number, to: number, down: number): Promise<void> {
  await page.$eval('[data-pages]', (pages) => pages.scrollIntoView({ block: 'start' }));
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await touch('touchStart', from, 300);
  await touch('touchMove', (from + to) / 2, 300 + down / 2);
  await touch('touchMove', to, 300 + down);
  await touch('touchEnd', to, 300 + down);
  await session.detach();
}
