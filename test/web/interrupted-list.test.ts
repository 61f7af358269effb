import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { correctDocument } from '../../core/campaign/correct-document.ts';
import { sessionSeconds } from '../../core/session/sessions.ts';
import { listLifetime } from '../../core/signing/signing-list.ts';
import { passphrase } from '../functions/house.ts';
import { twoPosts } from '../functions/two-posts.ts';
import { desk, inspect, openPage } from './browser.ts';
import {
  barValue,
  fillForm,
  fillList,
  listButton,
  main,
  openSite,
  outcomes,
  said,
  signButton,
} from './site.ts';

const site = openSite(twoPosts(5));

/** Six documents are sent as five and one; between the two `happens`. */
async function beforeTheSecond(page: Page, happens: (route: Route) => Promise<void> | void): Promise<void> {
  let portions = 0;
  await page.route('**/bagian', async (route) => (++portions === 2 ? happens(route) : route.continue()));
}

async function sign(page: Page): Promise<void> {
  await page.fill('#passphrase', passphrase);
  await page.click(listButton);
}

/** From the page of a list which is none any more to the desk, and what is left there. */
async function signTheLast(page: Page): Promise<void> {
  await page.click('main a.govuk-button');
  await page.waitForURL(`${site.url}/meja`);
  await page.click('.ikrar-row--due .ikrar-row__link');
  await page.waitForURL(/\/dokumen\//);
  await fillForm(page, page.url());
  await page.click(signButton);
  await page.waitForURL(/hasil=tercatat/);
}

const total = async (place: number) =>
  (await site.signatures(site.house.documentsOf(place))).reduce((sum, count) => sum + count, 0);
const dueIn = async (page: Page) =>
  Object.values(await outcomes(page)).filter((words) => words !== 'Ditandatangani');

it('the time-stamping authority goes away: what it did not stamp says so, and is signed once it is back', async () => {
  const [id = ''] = site.house.documentsOf(0);
  const page = await site.head(0);
  site.stampingAway = true;
  await fillForm(page, `${site.url}/dokumen/${id}`);
  await page.click(signButton);
  await page.waitForURL(/hasil=timestamp-unavailable/);
  expect(await main(page)).toContain('Tanda tangan belum dibuat');
  await inspect(page, 'terputus-1-penanda-waktu-dokumen');
  expect(await total(0)).toBe(0);
  site.stampingAway = false;

  await fillList(page, site);
  await beforeTheSecond(page, (route) => {
    site.stampingAway = true;
    return route.continue();
  });
  await page.click(listButton);
  await said(page, '5 dari 6 dokumen telah');
  expect(await dueIn(page)).toEqual(['Belum ditandatangani: penanda waktu sedang tidak tersedia']);
  expect(await page.inputValue('#passphrase')).toBe('');
  expect(await total(0)).toBe(5);
  expect(await page.textContent('h1')).toBe('Daftar 6 dokumen');
  expect(await page.textContent('#unopened-hint')).toContain('1 dokumen yang tersisa');
  expect(await page.textContent('label[for=unopened]')).toContain('juga 1 dokumen');
  await inspect(page, 'terputus-2-penanda-waktu-daftar');

  await sign(page);
  await page.waitForSelector('[data-list-problem]:has-text("Penanda waktu")');
  site.stampingAway = false;
  await sign(page);
  await said(page, 'Semua 6 dokumen telah');
  expect(await site.signatures(site.house.documentsOf(0))).toEqual([1, 1, 1, 1, 1, 1]);
  await page.context().close();
});

it('the session ends: what is signed stays, and the link leads to what is left', async () => {
  const link = await site.linkOf(1);
  const page = await openPage(await site.browser.newContext(desk));
  await page.goto(link);
  await page.waitForURL(`${site.url}/meja`);
  await fillList(page, site);
  const list = page.url();
  await beforeTheSecond(page, (route) => {
    site.house.clock.moveBy(sessionSeconds.signer + 1);
    return route.continue();
  });
  await page.click(listButton);
  await said(page, '5 dari 6 dokumen telah');
  expect(await main(page)).toContain('Sesi berakhir');
  expect(await dueIn(page)).toEqual(['Belum ditandatangani']);
  expect(await barValue(page)).toBe(5);
  expect(await total(1)).toBe(5);
  await inspect(page, 'terputus-3-sesi');
  await page.unrouteAll();

  await page.goto(link);
  await page.waitForURL(`${site.url}/meja`);
  expect(await main(page)).toContain('1 dokumen menunggu tanda tangan Bapak/Ibu');
  await page.goto(list);
  expect(await main(page)).toContain('Daftar ini tidak berlaku lagi');
  await signTheLast(page);
  expect(await site.signatures(site.house.documentsOf(1))).toEqual([1, 1, 1, 1, 1, 1]);
  await page.context().close();
});

it('the list ends after half an hour: what is signed stays, and what is left is put on a new one', async () => {
  const page = await site.head(2, desk);
  await fillList(page, site);
  const list = page.url();
  await beforeTheSecond(page, (route) => {
    site.house.clock.moveBy(listLifetime / 1000);
    return route.continue();
  });
  await page.click(listButton);
  await said(page, '5 dari 6 dokumen telah');
  expect(await main(page)).toContain(
    'Daftar ini tidak berlaku lagi. Tanda tangan yang sudah dibuat tetap tersimpan',
  );
  expect(await barValue(page)).toBe(5);
  expect(await total(2)).toBe(5);
  await inspect(page, 'terputus-4-daftar-habis');
  await page.unrouteAll();
  await page.goto(list);
  expect(await main(page)).toContain('Daftar ini tidak berlaku lagi');
  await inspect(page, 'terputus-5-daftar-habis-dibuka-lagi');

  await signTheLast(page);
  expect(await site.signatures(site.house.documentsOf(2))).toEqual([1, 1, 1, 1, 1, 1]);
  await page.context().close();
});

it('HR cancels one and corrects another before the passphrase: those two are refused, four are signed', async () => {
  const [cancelled = '', corrected = '', ...others] = site.house.documentsOf(3);
  const page = await site.head(3);
  await fillList(page, site);
  const list = page.url();
  const hr = await site.hr();
  await hr.goto(`${site.url}/papan/dokumen/${cancelled}/batalkan`);
  await hr.fill('#text', 'Jabatan ini digabung.');
  await hr.click('main button[type=submit]');
  await hr.waitForURL(/hasil=/);
  const replaced = await correctDocument(site.house.ports, {
    document: corrected,
    seen: (await site.house.load(corrected)).version,
    by: { role: 'operator' },
    reason: 'Tanggalnya keliru.',
    correct: (facts) => ({ ...facts, date: '2027-01-06' }),
  });
  expect(replaced.outcome).toBe('replaced');

  await page.click(listButton);
  await said(page, '4 dari 6 dokumen telah');

  const refused = 'Belum ditandatangani: tidak lagi menunggu tanda tangan';
  const told = await outcomes(page);
  expect(told[cancelled]).toContain(refused);
  expect(told[corrected]).toContain(refused);
  expect(others.map((id) => told[id])).toEqual(others.map(() => 'Ditandatangani'));
  await inspect(page, 'terputus-6-dibatalkan-dan-diperbaiki');
  expect(await site.signatures([cancelled, corrected, ...others])).toEqual([0, 0, 1, 1, 1, 1]);
  await page.goto(list);
  expect(await main(page)).toContain('4 dari 6 dokumen telah Bapak/Ibu tandatangani');
  expect(await page.$(listButton)).toBeNull();
  await inspect(page, 'terputus-7-dibuka-lagi');

  await site.house.finish();
  await page.goto(`${site.url}/dokumen/${cancelled}`);
  expect(await main(page)).toContain('Jabatan ini digabung.');
  await page.goto(`${site.url}/dokumen/${corrected}`);
  await page.click('a:has-text("Buka dokumen pengganti")');
  await page.waitForSelector(signButton);
  await fillForm(page, page.url());
  await page.click(signButton);
  await page.waitForURL(/hasil=tercatat/);
  await page.context().close();
  await hr.context().close();
});

it('the browser is closed in mid-act: who returns sees what is signed and is asked again', async () => {
  const page = await site.head(4);
  await fillList(page, site);
  const list = page.url();
  const closed = new Promise<void>((close) => {
    void beforeTheSecond(page, () => close());
  });
  await page.click(listButton);
  await closed;
  const storageState = await page.context().storageState();
  await page.context().close();
  expect(await total(4)).toBe(5);

  const again = await openPage(await site.browser.newContext({ ...desk, storageState }));
  await again.goto(list);
  expect(await main(again)).toContain('5 dari 6 dokumen telah Bapak/Ibu tandatangani');
  expect(await again.inputValue('#passphrase')).toBe('');
  expect(await dueIn(again)).toHaveLength(1);
  await inspect(again, 'terputus-8-kembali');
  await again.check('#confirmed');
  await again.check('#unopened');
  await sign(again);
  await said(again, 'Semua 6 dokumen telah');
  expect(await site.signatures(site.house.documentsOf(4))).toEqual([1, 1, 1, 1, 1, 1]);
  await again.context().close();
});
