import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import type { Subject } from '../../core/session/invitations.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { routes } from '../../functions/routes.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { scans } from '../functions/scan-form.ts';
import { smallRoster } from '../world/small-roster.ts';
import { faults, inspect, launchBrowser, openPage, phone, readToTheEnd } from './browser.ts';

const folder = scratchFolder();
let browser: Browser;
let gateway: Gateway;
let house: House;
let url: string;
let agreement: string;
let pact: string;
let head: Page;
let hr: Page;

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  house = await openHouse(folder, smallRoster, url);
  await house.enrolEverybody();
  const mine = house.documentsOf(0);
  agreement = mine[documentKinds.indexOf('perjanjian-kinerja')] ?? '';
  pact = mine[documentKinds.indexOf('pakta-integritas')] ?? '';
  gateway = await startGateway({ port, routes, doors: house.doors });
  browser = await launchBrowser();
  head = await entered({ role: 'signer', campaign: '2027', person: house.person(0) }, '/meja');
  hr = await entered({ role: 'hr', campaign: '2027' }, '/papan');
});
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
});
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

async function entered(subject: Subject, home: string): Promise<Page> {
  const page = await openPage(await browser.newContext(phone));
  await page.goto(`${url}/masuk#${await house.link(subject)}`);
  await page.waitForURL(`${url}${home}`);
  return page;
}

const stateOf = async (id: string) => (await house.load(id)).state;
const main = (page: Page) => page.textContent('main');

it('the head returns a document with the keyboard alone, and reads that HR has it', async () => {
  await inspect(head, 'kembali-1-meja');
  await head.goto(`${url}/dokumen/${agreement}`);
  await head.waitForSelector('.ikrar-page canvas');
  await inspect(head, 'kembali-2-dokumen');
  await head.focus(`a[href="/dokumen/${agreement}/kembalikan"]`);
  await head.keyboard.press('Enter');
  await head.waitForURL(`${url}/dokumen/${agreement}/kembalikan`);
  await inspect(head, 'kembali-3-formulir');
  await head.focus('main button[type=submit]');
  await head.keyboard.press('Enter');
  await head.waitForSelector('#reason-error');
  expect(await head.evaluate(() => document.activeElement?.className)).toContain('govuk-error-summary');
  await inspect(head, 'kembali-4-belum-lengkap');
  await head.focus('#request-correction');
  await head.keyboard.press('Space');
  await head.keyboard.press('Tab');
  await head.keyboard.type('Gelar saya M.Si., M.H. Target indikator pertama seharusnya 80.');
  await head.keyboard.press('Tab');
  await head.keyboard.press('Enter');
  await head.waitForURL(`${url}/dokumen/${agreement}?kembali=tercatat`);
  expect(await main(head)).toContain('Dokumen telah Bapak/Ibu kembalikan');
  await inspect(head, 'kembali-5-terkirim');
  expect((await stateOf(agreement)).name).toBe('returned');
});

it('HR sees the reason on the board, corrects, and sees what it costs before it is done', async () => {
  await hr.reload();
  expect(await main(hr)).toContain('Perlu ditangani: 1 dokumen dikembalikan');
  await inspect(hr, 'kembali-6-papan');
  await hr.click(`a[href="/papan/dokumen/${agreement}"]`);
  await inspect(hr, 'kembali-7-dokumen-pengelola');
  await hr.click('a:has-text("Jawab dan kirim kembali")');
  await inspect(hr, 'kembali-8-jawab');
  await hr.click('a:has-text("Batal")');
  await hr.click('a:has-text("Perbaiki dokumen")');
  await inspect(hr, 'kembali-9-perbaikan');
  const objectives = await hr.inputValue('#objectives');
  await hr.fill('#objectives', `${objectives}\nSasaran tanpa target,Indikator,,persen`);
  await hr.fill('[id="head.titleSuffix"]', 'M.Si., M.H.');
  await hr.fill('#reason', 'Gelar dan target disesuaikan.');
  await hr.click('main button[type=submit]');
  await hr.waitForSelector('#objectives-error');
  await inspect(hr, 'kembali-10-perbaikan-keliru');
  expect(await hr.inputValue('[id="head.titleSuffix"]')).toBe('M.Si., M.H.');
  const [header = '', first = '', ...rest] = objectives.split('\n');
  const corrected = first.replace(/,[^,]*,([^,]*)$/, ',80,$1');
  await hr.fill('#objectives', [header, corrected, ...rest].join('\n'));
  await hr.click('main button[type=submit]');
  await hr.waitForSelector('.ikrar-changes');
  await inspect(hr, 'kembali-11-tinjau');
  await hr.click('button:has-text("Ya, ganti dokumen")');
  await hr.waitForURL(/hasil=perbaikan/);
  await house.finish();
  await hr.reload();
  expect(await main(hr)).toContain('Dokumen yang diperbaiki');
  await inspect(hr, 'kembali-12-diganti');
});

it('the head is led to the new document, sees what changed, and signs it', async () => {
  const state = await stateOf(agreement);
  const successor = state.name === 'superseded' ? state.successor : '';
  await head.goto(`${url}/dokumen/${agreement}`);
  await head.waitForSelector('.ikrar-page canvas');
  await inspect(head, 'kembali-13-dokumen-lama');
  await head.click('a:has-text("Buka dokumen pengganti")');
  await head.waitForURL(`${url}/dokumen/${successor}`);
  await head.waitForSelector('form[data-signing] button[type=submit]:enabled');
  expect(await main(head)).toContain('Perubahan dari dokumen sebelumnya');
  expect(await head.textContent('.ikrar-changes')).toContain('M.Si., M.H.');
  await inspect(head, 'kembali-14-perubahan');
  await readToTheEnd(head);
  await head.check('#confirmed');
  await head.fill('#passphrase', passphrase);
  await head.click('form[data-signing] button[type=submit]');
  await head.waitForURL(/hasil=tercatat/);
  const page = await openPage(await browser.newContext(phone));
  await page.goto(`${url}/d/${(await house.load(agreement)).created.code}`);
  expect(await page.textContent('h1')).toBe('Diganti');
  await inspect(page, 'kembali-15-publik-diganti');
  await page.context().close();
});

it('HR records a wet signature; a file that is too large is told of before it is sent', async () => {
  const scan = join(folder, 'pindaian.pdf');
  const large = join(folder, 'besar.pdf');
  writeFileSync(scan, scans.pdf);
  writeFileSync(large, Buffer.alloc(4_000_001));
  await hr.goto(`${url}/papan/dokumen/${pact}/basah`);
  await inspect(hr, 'kembali-16-basah');
  await hr.setInputFiles('#scan', large);
  await hr.fill('#signedOn', '2027-01-04');
  await hr.click('main button[type=submit]');
  await hr.waitForSelector('[role=alert]:has-text("terlalu besar")');
  await inspect(hr, 'kembali-17-basah-terlalu-besar');
  await hr.setInputFiles('#scan', scan);
  await hr.click('main button[type=submit]');
  await hr.waitForURL(/hasil=basah/);
  await inspect(hr, 'kembali-18-basah-tercatat');
  const page = await openPage(await browser.newContext(phone));
  await page.goto(`${url}/d/${(await house.load(pact)).created.code}`);
  expect(await page.textContent('h1')).toBe('Ditandatangani basah');
  await inspect(page, 'kembali-19-publik-basah');
  await page.context().close();
  await head.goto(`${url}/dokumen/${pact}`);
  await inspect(head, 'kembali-20-basah-pejabat');
  await hr.goto(`${url}/papan`);
  expect(await main(hr)).toContain('0 elektronik + 1 basah');
  await hr.goto(`${url}/papan/dokumen/${pact}/aktifkan`);
  await inspect(hr, 'kembali-21-aktifkan');
});
