import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import type { Subject } from '../../core/session/invitations.ts';
import { routes } from '../../functions/routes.ts';
import { assetPaths } from '../../web/asset.ts';
import { buildAssets } from '../../web/assets.ts';
import { type FailureKind, failurePage, failures } from '../../web/pages/failure.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { openHouse } from '../functions/house.ts';
import {
  desk,
  expectNoSidewaysScroll,
  expectUsable,
  faults,
  launchBrowser,
  openPage,
  phone,
  picture,
  violations,
} from './browser.ts';
import { type Onlooker, pageStates, type Stage, setStage, stageRoster } from './states.ts';

const folder = scratchFolder();
/** The narrowest screen of WCAG 2.2 SC 1.4.10, and the desk's at a zoom of 200 % (SC 1.4.4). */
const narrow = [
  { width: 320, height: 640 },
  { width: desk.viewport.width / 2, height: desk.viewport.height / 2 },
];
let browser: Browser;
let gateway: Gateway;
let stage: Stage;
let url: string;
const pages = new Map<Onlooker, Page>();

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  stage = await setStage(await openHouse(folder, stageRoster, url));
  gateway = await startGateway({ port, routes, doors: stage.house.doors });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
});

const subjectOf = (onlooker: Exclude<Onlooker, 'nobody'>): Subject => {
  if (onlooker === 'hr') return { role: 'hr', campaign: '2027' };
  if (onlooker === 'nextHr') return { role: 'hr', campaign: '2028' };
  const campaign = onlooker === 'newcomer' ? '2028' : '2027';
  return { role: 'signer', campaign, person: stage.persons[onlooker] };
};

/** One page for each onlooker, entered by link when first needed. */
async function pageOf(onlooker: Onlooker): Promise<Page> {
  const known = pages.get(onlooker);
  if (known) return known;
  const page = await openPage(await browser.newContext(phone));
  pages.set(onlooker, page);
  await page.route('**/gagal/*', fail);
  if (onlooker === 'nobody') return page;
  await page.goto(`${url}/masuk#${await stage.house.link(subjectOf(onlooker))}`);
  await page.waitForURL(/\/(meja|papan|aktivasi)$/);
  return page;
}

const surroundings = { assets: assetPaths(await buildAssets()), publicUrl: 'http://localhost' };
const fail = async (route: Parameters<Parameters<Page['route']>[1]>[0]) => {
  const kind = new URL(route.request().url()).pathname.slice('/gagal/'.length) as FailureKind;
  const body = failurePage(surroundings, kind, 'abcd1234');
  await route.fulfill({ status: failures[kind].status, contentType: 'text/html; charset=utf-8', body });
};

/** What the viewer draws is the document's own; the flows in `browser.test.ts` wait for it. */
const emptyViewer = {
  contentType: 'text/javascript; charset=utf-8',
  body: 'export const showPages = async () => {};',
};

/** Headings by the titles over them: to one person, two pages of one title are one page. */
const titles = new Map<string, string>();

it.each(Object.entries(pageStates))('%s', async (name, state) => {
  const page = await pageOf(state.as);
  const file = name.replaceAll(/[^a-z]+/g, '-');
  await page.setViewportSize(phone.viewport);
  await page.route('**/assets/viewer*', (route) => route.fulfill(emptyViewer));

  await page.goto(url + (await state.at(stage)));
  await state.act?.(page, stage);
  await page.waitForLoadState();

  expect(await page.textContent('main')).toMatch(state.says);
  expect(await page.getAttribute('html', 'lang')).toBe('id');
  const heading = (await page.textContent('h1')) ?? '';
  const title = await page.title();
  expect(titles.get(`${state.as}: ${title}`) ?? heading).toBe(heading);
  titles.set(`${state.as}: ${title}`, heading);
  await expectUsable(page);
  await picture(page, `keadaan-${file}`);

  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, 'color-contrast')).toEqual([]);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await picture(page, `keadaan-${file}-gelap`, [phone.viewport]);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });

  for (const viewport of narrow) {
    await page.setViewportSize(viewport);
    await expectNoSidewaysScroll(page);
  }
  await page.setViewportSize(desk.viewport);
  await expectNoSidewaysScroll(page);
  if (state.wide) expect(await violations(page)).toEqual([]);
  await page.context().setOffline(false);
  await page.unrouteAll();
  await page.route('**/gagal/*', fail);
  expect(faults.splice(0)).toEqual([]);
});
