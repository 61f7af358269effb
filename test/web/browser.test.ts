import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { routes } from '../../functions/routes.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { codeFor } from '../functions/enter-as.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { smallRoster } from '../world/small-roster.ts';
import { expectUsable, faults, launchBrowser, openPage, phone, readToTheEnd } from './browser.ts';

const folder = scratchFolder();
let browser: Browser;
let gateway: Gateway;
let house: House;
let url: string;
let documents: readonly string[];
let head: Page;
let regent: Page;
let hr: Page;

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  house = await openHouse(folder, smallRoster, url);
  documents = house.documentsOf(0);
  gateway = await startGateway({ port, routes, doors: house.doors });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
});
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

const linkOf = async (person: string) =>
  `${url}/masuk#${await house.link({ role: 'signer', campaign: '2027', person })}`;

async function enterAndActivate(person: string): Promise<Page> {
  const page = await openPage(await browser.newContext(phone));
  await page.goto(await linkOf(person));
  await page.waitForURL(`${url}/aktivasi`);
  await expectUsable(page);
  await page.fill('#passphrase', 'Bismillah 1234');
  await page.fill('#repeated', passphrase);
  await page.click('main button[type=submit]');
  await page.waitForSelector('#agreed-error');
  await expectUsable(page);
  // Typed from a slip of paper: small letters, no hyphens.
  await page.fill('#code', (await codeFor(house, person)).toLowerCase());
  await page.fill('#passphrase', passphrase);
  await page.fill('#repeated', passphrase);
  await page.check('#agreed');
  await page.click('main button[type=submit]');
  await page.waitForURL(`${url}/meja?aktif=ya`);
  await expectUsable(page);
  return page;
}

async function readAndSign(page: Page, id: string): Promise<void> {
  await page.click(`a[href="/dokumen/${id}"]`);
  await page.waitForSelector('.ikrar-page canvas');
  await page.waitForSelector('form[data-signing] button[type=submit]:enabled');
  await expectUsable(page);
  await readToTheEnd(page);
  await page.check('#confirmed');
  await page.fill('#passphrase', passphrase);
  await page.click('form[data-signing] button[type=submit]');
  await page.waitForURL(`${url}/dokumen/${id}?hasil=tercatat`);
  await expectUsable(page);
}

const signatures = async (id: string) => (await house.load(id)).signatures.length;

describe('from the first link to the public verdict, on a phone', () => {
  it('the head enters by link, activates, reads and signs, once', async () => {
    const [first = ''] = documents;
    head = await enterAndActivate(house.person(0));
    await readAndSign(head, first);
    expect(await head.textContent('main')).toContain('Tanda tangan Bapak/Ibu tercatat');
    await head.reload();
    await head.goBack();
    expect(await signatures(first)).toBe(1);
  });

  it('leaves no token in address or history', async () => {
    const page = await openPage(await browser.newContext(phone));
    const link = await linkOf(house.plan.regionalHead);
    await page.goto(`${url}/`);
    await page.goto(link);
    await page.waitForURL(`${url}/aktivasi`);
    await page.goBack();
    expect(page.url()).toBe(`${url}/`);
    await page.context().close();
  });

  it('does not let a document be signed whose bytes are not the ones the form names', async () => {
    const [, second = ''] = documents;
    await head.route('**/berkas', async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      body[100] = (body[100] ?? 0) ^ 1;
      await route.fulfill({ response: answer, body });
    });
    await head.goto(`${url}/dokumen/${second}`);
    await head.waitForSelector('[data-problem]:not([hidden])');
    expect(await head.textContent('[data-problem]')).toContain('Dokumen berubah');
    expect(await head.isDisabled('form[data-signing] button[type=submit]')).toBe(true);
    await head.unroute('**/berkas');
  });

  it('says that the document is the one to be signed only where it was shown and compared', async () => {
    const [, second = ''] = documents;
    const same = 'Dokumen yang ditampilkan sama';
    const check = '[data-check]';
    const button = 'form[data-signing] button[type=submit]';
    await head.goto(`${url}/dokumen/${second}`);
    await head.waitForSelector(`${check}:has-text("${same}")`);

    const context = await browser.newContext({ ...phone, storageState: await head.context().storageState() });
    const insecure = await openPage(context);
    await insecure.addInitScript(() =>
      Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }),
    );
    await insecure.goto(`${url}/dokumen/${second}`);
    await insecure.waitForSelector(`${check}:has-text("tidak dapat membandingkan")`);
    expect(await insecure.textContent(check)).not.toContain(same);
    expect(await insecure.isEnabled(button)).toBe(true);
    await context.close();

    const body = 'export const showPages = async () => { throw new Error("no canvas"); };';
    await head.route('**/assets/viewer*', (route) =>
      route.fulfill({ body, contentType: 'text/javascript; charset=utf-8' }),
    );
    await head.goto(`${url}/dokumen/${second}`);
    await head.waitForSelector(`${check}:has-text("tidak dapat ditampilkan")`);
    expect(await head.textContent(check)).not.toContain(same);
    expect(await head.isEnabled(button)).toBe(true);
    await head.unroute('**/assets/viewer*');
  });

  it('works without script: read by link, sign, see the result', async () => {
    const [, second = ''] = documents;
    const context = await browser.newContext({
      ...phone,
      javaScriptEnabled: false,
      storageState: await head.context().storageState(),
    });
    const page = await context.newPage();
    await page.goto(`${url}/dokumen/${second}`);
    await page.check('#confirmed');
    await page.check('#unopened');
    await page.fill('#passphrase', passphrase);
    await page.click('form[data-signing] button[type=submit]');
    expect(page.url()).toBe(`${url}/dokumen/${second}?hasil=tercatat`);
    expect(await signatures(second)).toBe(1);
    await page.goto(`${url}/masuk`);
    expect(await page.textContent('noscript, main')).toContain('JavaScript');
    await context.close();
  });

  it('HR watches the board, and makes a link that replaces the former one', async () => {
    hr = await openPage(
      await browser.newContext({ locale: 'id-ID', viewport: { width: 1280, height: 900 } }),
    );
    await hr.goto(`${url}/masuk#${await house.link({ role: 'hr', campaign: '2027' })}`);
    await hr.waitForURL(`${url}/papan`);
    await expectUsable(hr);
    await hr.setViewportSize(phone.viewport);
    await expectUsable(hr);
    expect(await hr.textContent('[data-live-part="SETDA-pakta-integritas"]')).toContain(
      'Menunggu kepala daerah',
    );
    expect(await hr.textContent('[data-live-part="SIRAPIT-piagam-zi"]')).toContain('Kosong');
    await hr.click('tr:has-text("Sekretariat Daerah") >> button:has-text("Buat tautan")');
    await hr.waitForSelector('#tautan');
    await expectUsable(hr);
    const link = await hr.inputValue('#tautan');
    expect(await hr.inputValue('#pesan')).toContain(link);
    await head.goto(`${url}/meja`);
    await head.waitForURL(`${url}/masuk?sesi=berakhir`);
    await expectUsable(head);
    await head.goto(link);
    await head.waitForURL(`${url}/meja`);
    await hr.goto(`${url}/papan`);
  });

  it('HR hands out a code, prints slips, and asks before a key ends', async () => {
    const person = house.plan.regionalHead;
    const page = await openPage(
      await browser.newContext({ ...phone, storageState: await hr.context().storageState() }),
    );
    await page.goto(`${url}/papan/pejabat/${person}`);
    await expectUsable(page);
    await page.click('a:has-text("Terbitkan kode aktivasi")');
    await expectUsable(page);
    await page.click('main button[type=submit]');
    await page.waitForSelector('#kode');
    await expectUsable(page);
    await page.goto(`${url}/papan/kode`);
    await page.check('#semua');
    await page.click('main button[type=submit]');
    await page.waitForSelector('.ikrar-slip');
    await expectUsable(page);
    await page.goto(`${url}/papan/pejabat/${house.person(0)}/passphrase-hilang`);
    await expectUsable(page);
    await page.context().close();
  });

  it('the head changes the passphrase, and back', async () => {
    for (const [from, to] of [
      [passphrase, 'perahu kecil menuju hulu'],
      ['perahu kecil menuju hulu', passphrase],
    ] as const) {
      await head.goto(`${url}/sandi`);
      await expectUsable(head);
      await head.fill('#passphrase', from);
      await head.fill('#next', to);
      await head.fill('#repeated', to);
      await head.click('main button[type=submit]');
      await head.waitForURL(`${url}/sandi?ganti=ya`);
      await expectUsable(head);
    }
    await head.goto(`${url}/meja`);
  });

  it('the regional head signs; HR’s open board follows by itself', async () => {
    const [first = ''] = documents;
    regent = await enterAndActivate(house.plan.regionalHead);
    await readAndSign(regent, first);
    await house.finish();
    await hr.waitForSelector('[data-live-part="SETDA-pakta-integritas"]:has-text("Lengkap")', {
      timeout: 20_000,
    });
  });

  it('the regional head reviews a list and signs it with one passphrase', async () => {
    const [, second = '', third = ''] = documents;
    await head.click(`a[href="/dokumen/${third}"]`);
    await head.waitForSelector('form[data-signing] button[type=submit]:enabled');
    await readToTheEnd(head);
    await head.check('#confirmed');
    await head.fill('#passphrase', passphrase);
    await head.click('form[data-signing] button[type=submit]');
    await head.waitForURL(/hasil=tercatat/);
    await regent.goto(`${url}/meja`);
    await regent.click('.ikrar-selection button[name=semua]');
    await regent.waitForURL(/\/antrean\//);
    await expectUsable(regent);
    await regent.check('#confirmed');
    await regent.check('#unopened');
    await regent.fill('#passphrase', passphrase);
    await regent.click('form[data-list] button[type=submit]');
    await regent.waitForSelector('[data-list-said]:has-text("Semua 2 dokumen")');
    await expectUsable(regent);
    expect(await signatures(second)).toBe(2);
  });

  it('anybody reads the verdict, and the home page finds a code', async () => {
    const page = await openPage(await browser.newContext(phone));
    await page.goto(`${url}/`);
    await expectUsable(page);
    await page.fill('#kode', house.plan.documents[0]?.code ?? '');
    await page.click('main button[type=submit]');
    await page.waitForURL(/\/d\//);
    expect(await page.textContent('h1')).toBe('Sah');
    await page.click('summary');
    await expectUsable(page);
    await page.goto(`${url}/tidak-ada`);
    await expectUsable(page);
  });
});
