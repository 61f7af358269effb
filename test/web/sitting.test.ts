import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { routes } from '../../functions/routes.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { smallRoster } from '../world/small-roster.ts';
import { faults, launchBrowser, openPage, phone, violations } from './browser.ts';

const folder = scratchFolder();
let browser: Browser;
let gateway: Gateway;
let house: House;
let url: string;
let context: BrowserContext;
const documents: string[] = [];

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  house = await openHouse(folder, smallRoster, url);
  await house.enrolEverybody();
  documents.push(...house.documentsOf(0));
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

const link = async (person: string) =>
  `${url}/masuk#${await house.link({ role: 'signer', campaign: '2027', person })}`;
const signatures = async (id: string) => (await house.load(id)).signatures.length;
const button = 'form[data-signing] button[type=submit]';

async function fill(page: Page, id: string): Promise<void> {
  await page.goto(`${url}/dokumen/${id}`);
  await page.waitForSelector(`${button}:enabled`);
  await page.check('#confirmed');
  await page.fill('#passphrase', passphrase);
}

/** As the head entered in the first test. */
const enteredContext = async () =>
  browser.newContext({ ...phone, storageState: await context.storageState() });

type Focused = { readonly what: string; readonly words: string; readonly seen: boolean };

/** What has the focus, and whether anybody can see that it has. */
const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const style = getComputedStyle(element);
    // A checkbox of the design system is drawn by its label.
    const drawn = element.nextElementSibling
      ? getComputedStyle(element.nextElementSibling, '::before')
      : style;
    const ring = (one: CSSStyleDeclaration) =>
      (one.outlineStyle !== 'none' && one.outlineWidth !== '0px') || one.boxShadow !== 'none';
    return {
      what: element === document.body ? 'body' : element.id || element.tagName.toLowerCase(),
      words: element.textContent?.trim() ?? '',
      seen: element.checkVisibility() && (ring(style) || ring(drawn)),
    };
  });

/** Presses Tab until `wanted` has the focus; everything on the way is seen to have it. */
async function tabTo(page: Page, wanted: (one: Focused) => boolean): Promise<string[]> {
  const way: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const one = await focused(page);
    if (one.what !== 'body') expect(one).toMatchObject({ seen: true });
    way.push(one.words || one.what);
    if (wanted(one)) return way;
  }
  throw new Error(`not reached by Tab: ${way.join(' > ')}`);
}

it('is begun, read and signed with the keyboard alone', async () => {
  const [id = ''] = documents;
  context = await browser.newContext(phone);
  const page = await openPage(context);
  await page.goto(await link(house.person(0)));
  await page.waitForURL(`${url}/meja`);
  const path = new URL((await page.getAttribute(`a[href="/dokumen/${id}"]`, 'href')) ?? '', url).pathname;

  await tabTo(page, ({ words }) => words === 'Langsung ke isi halaman');
  await page.keyboard.press('Enter');
  const index = await page.$$eval(
    'main .ikrar-row__link',
    (links, wanted) => links.findIndex((one) => one.getAttribute('href') === wanted),
    path,
  );
  let met = -1;
  await tabTo(page, ({ words }) => words.includes('Baca dan tanda tangani') && ++met === index);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}${path}`);
  await page.waitForSelector('.ikrar-page canvas');
  await page.waitForSelector(`${button}:enabled`);

  const way = await tabTo(page, ({ what }) => what === 'confirmed');
  await page.keyboard.press('Space');
  await tabTo(page, ({ what }) => what === 'passphrase');
  await page.keyboard.type(passphrase);
  const last = await tabTo(page, ({ words }) => words === 'Tanda tangani dokumen');
  // No trap: the way leads on, out of the form and out of the page.
  await tabTo(page, ({ what }) => what === 'body');
  await tabTo(page, ({ words }) => words === 'Tanda tangani dokumen');
  await page.keyboard.press('Enter');
  await page.waitForURL(/hasil=tercatat/);

  expect(way.join(' > ')).toMatch(/Langsung ke isi.*Ikrar.*Meja saya.*Keluar.*Kembali.*Buka PDF/);
  expect(last).toEqual(['Tampilkan', 'Tanda tangani dokumen']);
  expect(await signatures(id)).toBe(1);
});

it('weighs less than 100 KB without document and viewer, and its form is ready before the viewer is there', async () => {
  const [, id = ''] = documents;
  const page = await openPage(await enteredContext());
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await page.route('**/assets/viewer*', () => undefined);

  await fill(page, id);

  const weights = await Promise.all(
    responses
      .filter((response) => !/\/berkas$/.test(new URL(response.url()).pathname))
      .map(async (response) => {
        const { responseBodySize, responseHeadersSize } = await response.request().sizes();
        return { path: new URL(response.url()).pathname, bytes: responseBodySize + responseHeadersSize };
      }),
  );
  const names = weights.map(({ path }) => path).join(' ');
  for (const part of [`/dokumen/${id}`, 'style.', 'page.', 'reader.']) expect(names).toContain(part);
  expect(names).not.toMatch(/viewer|pdf-worker/);
  const sum = weights.reduce((total, { bytes }) => total + bytes, 0);
  expect(sum).toBeGreaterThan(10_000);
  expect(sum).toBeLessThan(100_000);

  expect(await page.isEnabled(button)).toBe(true);
  await page.context().close();
});

it('does not call a link invalid when the service only asks for patience', async () => {
  const page = await openPage(await browser.newContext(phone));
  const busy = { status: 429, json: { message: 'Too Many Requests' } };
  await page.route('**/masuk', (route) =>
    route.request().method() === 'POST' ? route.fulfill(busy) : route.continue(),
  );

  await page.goto(await link(house.plan.regionalHead));
  await page.waitForSelector('[data-opening]:has-text("sedang tidak menjawab")');

  expect(page.url()).toBe(`${url}/masuk`);
  await page.context().close();
});

it('says that it is no longer kept true once the session has ended', async () => {
  const page = await openPage(await browser.newContext(phone));
  await page.goto(await link(house.plan.regionalHead));
  await page.waitForURL(`${url}/meja`);

  await link(house.plan.regionalHead);

  await page.waitForSelector('main [role=alert]:has-text("Sesi berakhir")');
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

it('takes a document for opened when its file was sent, not when somebody pressed its link', async () => {
  const [, , id = ''] = documents;
  const page = await openPage(await enteredContext());
  // Where the page cannot draw it, the file is the way to read.
  await page.route('**/assets/viewer.*', (route) => route.abort());
  await page.goto(`${url}/dokumen/${id}`);
  await page.waitForSelector('[data-problem]:not([hidden])');
  const noted = () => house.ports.registry.load(`opening#${id}#${house.person(0)}`);
  const asksAgain = () =>
    page.waitForResponse(
      (answer) => answer.url() === page.url() && answer.request().resourceType() === 'fetch',
    );
  await page.context().route('**/berkas?unduh=ya', (route) => route.fulfill({ status: 503, body: 'away' }));

  // The tab itself may be told late, or not at all where its answer comes before it stands.
  await Promise.all([
    page.context().waitForEvent('request', (asked) => asked.url().endsWith('unduh=ya')),
    asksAgain(),
    page.click('text=Unduh PDF', { modifiers: ['ControlOrMeta'] }),
  ]);
  expect(await noted()).toBeUndefined();
  expect(await page.$('[data-unopened]')).not.toBeNull();
  await page.context().unroute('**/berkas?unduh=ya');
  await page.click('text=Unduh PDF', { modifiers: ['ControlOrMeta'] });

  await page.waitForSelector('[data-opened-said]:has-text("sudah dibuka")');
  expect(await noted()).toBeDefined();
  await page.context().close();
});

it('signs once and says so, where the connection ends before the answer, or before the request', async () => {
  const [, , id = ''] = documents;
  const page = await openPage(await enteredContext());
  await fill(page, id);

  await page.route('**/tanda-tangan', (route) => route.abort('connectionreset'));
  await page.click(button);
  await page.waitForURL(/chrome-error/);
  expect(await signatures(id)).toBe(0);
  await page.unroute('**/tanda-tangan');

  // Now the request arrives, and its answer is lost. What the browser tells of its page is not in the copy of it.
  await page.route('**/tanda-tangan', async (route) => {
    const headers = { ...route.request().headers(), 'sec-fetch-site': 'same-origin' };
    await route.fetch({ headers, maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await fill(page, id);
  const former = await openPage(page.context());
  await fill(former, id);
  await page.click(button);
  await page.waitForURL(/chrome-error/);
  expect(await signatures(id)).toBe(1);
  await page.unroute('**/tanda-tangan');
  await page.goBack();
  expect(await page.textContent('main')).toContain('Sudah Bapak/Ibu tandatangani');
  expect(await page.$(button)).toBeNull();

  // A tab which was open before says the same, and signs nothing.
  await former.click(button);
  await former.waitForURL(/hasil=already-signed/);
  expect(await former.textContent('main')).toContain('Tidak ada tanda tangan kedua yang dibuat');
  expect(await signatures(id)).toBe(1);
  await page.context().close();
});

it.each([phone, { ...phone, viewport: { width: 1280, height: 800 } }])(
  'moves nothing under a finger while document and viewer arrive',
  async (screen) => {
    const [, id = ''] = documents;
    const entered = await browser.newContext({ ...screen, storageState: await context.storageState() });
    const page = await openPage(entered);
    await page.addInitScript(() => {
      const moved: unknown[] = [];
      Object.assign(window, { moved });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved.push(JSON.parse(JSON.stringify(entry)));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${url}/dokumen/${id}`);
    await page.waitForSelector('.ikrar-page canvas');
    await page.waitForSelector('[data-larger]:enabled');
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await page.evaluate('moved')).toEqual([]);
    await entered.close();
  },
);
