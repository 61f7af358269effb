import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { findCampaign } from '../../core/campaign/campaign.ts';
import type { MusterState, MusterUnit } from '../../core/campaign/muster.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { qrDrawing } from '../../core/typeset/qr-drawing.ts';
import { routes } from '../../functions/routes.ts';
import { assetPaths } from '../../web/asset.ts';
import { buildAssets } from '../../web/assets.ts';
import { musterPage } from '../../web/pages/muster.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { rosterUnits } from '../roster/demo-units.ts';
import { smallRoster } from '../world/small-roster.ts';
import { expectUsable, faults, launchBrowser, openPage, picture } from './browser.ts';

const folder = scratchFolder();
const field = { width: 1920, height: 1080 };
const hall = { width: 1280, height: 800 };
let browser: Browser;
let gateway: Gateway;
let house: House;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  house = await openHouse(folder, smallRoster, url);
  await house.enrolEverybody();
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

async function openScreen(): Promise<Page> {
  const page = await openPage(await browser.newContext({ locale: 'id-ID', viewport: field }));
  await page.goto(`${url}/masuk#${await house.link({ role: 'display', campaign: '2027' })}`);
  await page.waitForURL(`${url}/muster/2027`);
  return page;
}

async function sign(person: string): Promise<void> {
  const documents = await Promise.all(
    house.documentsOf(0).map(async (id) => ({ id, shown: (await house.shown(id)).slice(33) })),
  );
  const act = await signDocuments(house.ports, { evenUnopened: true, person, passphrase, documents });
  expect(act).toMatchObject({ outcome: 'done' });
}

describe('the screen of a ceremony', () => {
  it('turns by itself from waiting to signed to its last state, through a lost connection', async () => {
    const page = await openScreen();
    const unit = '[data-unit="SETDA"]';
    expect(await page.getAttribute(unit, 'data-state')).toBe('waiting');
    await expectUsable(page);
    const connection = '[data-connection]';
    await page.context().setOffline(true);
    await page.waitForSelector(`${connection}:has-text("Terputus sejak")`, { timeout: 30_000 });
    await sign(house.person(0));
    await page.context().setOffline(false);
    await page.waitForSelector(`${connection}:has-text("Tersambung kembali")`, { timeout: 40_000 });
    expect(await page.getAttribute(unit, 'data-state')).toBe('signed');
    expect(await page.textContent('[data-part="jumlah"]')).toContain('1 dari 1');
    house.clock.moveBy(60);
    await sign(house.plan.regionalHead);
    await house.finish();
    await page.waitForSelector('.muster-final', { timeout: 30_000 });
    expect(await page.textContent('.muster-final')).toContain('1 perangkat daerah · 3 dokumen');
    await expectUsable(page);
    await picture(page, 'muster-selesai', [field, hall]);
    await page.context().close();
  }, 120_000);

  it('says so when its link has ended, and asks no more', async () => {
    const page = await openScreen();
    await house.link({ role: 'display', campaign: '2027' });
    await page.waitForSelector('[data-connection]:has-text("tidak berlaku lagi")', { timeout: 20_000 });
    await page.context().close();
  });
});

describe('a whole regency', () => {
  const states: readonly MusterState[] = ['waiting', 'signed', 'complete', 'waiting', 'signed'];
  const units = (count: number): MusterUnit[] =>
    rosterUnits(count).map(({ code, name }, index) => {
      const state = states[index % states.length] ?? 'waiting';
      return { code, name, state, documents: 3, signed: state === 'waiting' ? index % 3 : 3 };
    });

  async function open(count: number, letters: 'semua' | 'besar', dark = false): Promise<Page> {
    const campaign = await findCampaign(house.ports.registry, '2027');
    if (!campaign) throw new Error('no campaign');
    const text = musterPage(
      { assets: assetPaths(await buildAssets()), publicUrl: url },
      {
        muster: {
          campaign,
          units: units(count),
          documents: 3 * count,
          completeDocuments: 3 * units(count).filter(({ state }) => state === 'complete').length,
          onPaper: 0,
          finished: false,
        },
        liveTag: '"x"',
        entrance: {
          address: 'https://ikrar.langkatkab.go.id/',
          qr: qrDrawing('https://ikrar.langkatkab.go.id/'),
        },
        theme: dark ? 'gelap' : 'terang',
        letters,
      },
    );
    const context = await browser.newContext({ viewport: field, reducedMotion: 'reduce' });
    const page = await openPage(context);
    await page.route('**/muster/2027/status', (route) => route.fulfill({ status: 304 }));
    await page.route('**/layar', (route) => route.fulfill({ body: text, contentType: 'text/html' }));
    await page.goto(`${url}/layar`);
    return page;
  }

  /** Nothing cut off: neither the screen nor a name in its place. */
  const cutOff = (page: Page) =>
    page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      const names = [...document.querySelectorAll('.muster-name')].flatMap((name) => {
        const own = name.getBoundingClientRect();
        const place = name.parentElement?.getBoundingClientRect() ?? own;
        const whole = own.height <= place.height && name.scrollWidth <= name.clientWidth;
        return own.height === 0 || whole ? [] : [`${name.textContent}: ${own.height} of ${place.height}`];
      });
      return [...(scrollWidth > innerWidth || scrollHeight > innerHeight ? ['the screen'] : []), ...names];
    });

  it.each([
    ['54 at once', 54, 'semua', false],
    ['54 at once, dark', 54, 'semua', true],
    ['54 in large letters', 54, 'besar', true],
    ['30', 30, 'semua', false],
    ['9', 9, 'semua', true],
  ] as const)(
    '%s: everything is seen whole, in both themes, at 1920 and 1280',
    async (_what, count, letters, dark) => {
      const page = await open(count, letters, dark);
      for (const viewport of [field, hall]) {
        await page.setViewportSize(viewport);
        expect(await cutOff(page)).toEqual([]);
      }
      await page.setViewportSize(field);
      await expectUsable(page);
      await picture(page, `muster-${count}-${letters}-${dark ? 'gelap' : 'terang'}`, [field, hall]);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectUsable(page);
      await page.context().close();
    },
  );

  it('turns pages where there are more than fit, and stops when told', async () => {
    const page = await open(120, 'semua');
    await page.clock.install();
    await page.reload();
    const place = () => page.textContent('[data-place]');
    expect(await place()).toBe('Bagian 1 dari 3');
    expect(await page.locator('[data-unit]:visible').count()).toBe(40);
    expect(await cutOff(page)).toEqual([]);
    await page.clock.runFor(15_000);
    expect(await place()).toBe('Bagian 2 dari 3');
    await page.click('[data-pause]');
    await page.clock.runFor(60_000);
    expect(await place()).toBe('Bagian 2 dari 3');
    await page.context().close();
  });
});
