import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { trustPages } from '../../cli/tls/trust-pages.ts';
import type { Subject } from '../../core/session/invitations.ts';
import { assetPaths } from '../../web/asset.ts';
import { buildAssets } from '../../web/assets.ts';
import { type FailureKind, failurePage, failures } from '../../web/pages/failure.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import {
  bringAxe,
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
import { FunctionsRun } from './states/functions-run.ts';
import type { Onlooker, PageState } from './states/page-state.ts';
import { openStage, type Stage } from './states/stage.ts';
import { startServers } from './states/staged-servers.ts';
import { pageStates } from './states.ts';

const folder = scratchFolder();
/** The narrowest screen of WCAG 2.2 SC 1.4.10, and the desk's at a zoom of 200 % (SC 1.4.4). */
const narrow = [
  { width: 320, height: 640 },
  { width: desk.viewport.width / 2, height: desk.viewport.height / 2 },
];
let browser: Browser;
let servers: Awaited<ReturnType<typeof startServers>>;
let stage: Stage;
let url: string;
const pages = new Map<Onlooker, Page>();
const pageFunctions = new FunctionsRun('web/pages');

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  const opened = await openStage(folder, url);
  servers = await startServers(opened.house, port);
  const [, kept, absent] = servers;
  stage = { ...opened, mailKept: kept.url, mailAbsent: absent.url };
  await pageFunctions.start();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await Promise.all((servers ?? []).map(({ gateway }) => gateway.close()));
});

function subjectOf(onlooker: Exclude<Onlooker, 'nobody'>): Subject {
  switch (onlooker) {
    case 'hr':
      return { role: 'hr', campaign: '2027' };
    case 'nextHr':
      return { role: 'hr', campaign: '2028' };
    case 'lastHr':
      return { role: 'hr', campaign: '2029' };
    case 'display':
      return { role: 'display', campaign: '2027' };
    default:
      return stage.subject(onlooker);
  }
}

/** One page for each onlooker, entered by link when first needed. */
async function pageOf(onlooker: Onlooker): Promise<Page> {
  const known = pages.get(onlooker);
  if (known) return known;
  const page = await openPage(await browser.newContext(phone));
  await bringAxe(page);
  pages.set(onlooker, page);
  if (onlooker === 'nobody') return page;
  await page.goto(`${url}/masuk#${await stage.house.link(subjectOf(onlooker))}`);
  await page.waitForURL(/\/(meja|papan|aktivasi|muster\/2027)$/);
  return page;
}

const assets = await buildAssets();
const surroundings = { assets: assetPaths(assets), publicUrl: 'http://localhost' };
const office = new X509Certificate(readFileSync(new URL('p12/root.pem', import.meta.url)));

/** Pages which this server does not give: of failures which do not happen here, and of the port without TLS. */
async function standIn(page: Page): Promise<void> {
  await page.route('**/gagal/*', async (route) => {
    const kind = new URL(route.request().url()).pathname.slice('/gagal/'.length) as FailureKind;
    const body = failurePage(surroundings, kind, 'abcd1234');
    await route.fulfill({ status: failures[kind].status, contentType: 'text/html; charset=utf-8', body });
  });
  await page.route('**/kepercayaan', async (route: Route) => {
    const offered = trustPages(office, { assets, publicUrl: 'https://ikrar.kantor.lan:3000' });
    const answer = offered('GET', '/kepercayaan');
    if (!answer) throw new Error('expected the page which says how to trust the office');
    await route.fulfill({ contentType: 'text/html; charset=utf-8', body: Buffer.from(answer.body) });
  });
}

/** What the viewer draws is the document's own; the flows in `browser.test.ts` wait for it. */
const emptyViewer = {
  contentType: 'text/javascript; charset=utf-8',
  body: 'export const showPages = async () => {};',
};

/** Headings by the titles over them: to one person, two pages of one title are one page. */
const titles = new Map<string, string>();
const shown = new Map<PageState, { readonly text: string; readonly address: string }>();

it.each(Object.entries(pageStates))('%s', async (name, state) => {
  const page = await pageOf(state.as);
  const file = name.replaceAll(/[^a-z]+/g, '-');
  await page.setViewportSize(phone.viewport);
  await page.context().setOffline(false);
  await page.unrouteAll();
  await standIn(page);
  await page.route('**/assets/viewer*', (route) => route.fulfill(emptyViewer));

  await page.goto(new URL(await state.at(stage), url).href);
  await state.act?.(page, stage);
  await page.waitForLoadState();

  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is said to nobody
  const text = await page.innerText('.muster-screen, main');
  shown.set(state, { text, address: new URL(page.url()).pathname });
  expect(text).toMatch(state.says);
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
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });

  for (const viewport of narrow) {
    await page.setViewportSize(viewport);
    await expectNoSidewaysScroll(page);
  }
  await page.setViewportSize(desk.viewport);
  await expectNoSidewaysScroll(page);
  if (state.wide) expect(await violations(page)).toEqual([]);
  if (state.inView) {
    await page.evaluate(() => scrollTo(0, 0));
    const bottom = await page.$eval(state.inView, (element) => element.getBoundingClientRect().bottom);
    expect(bottom).toBeLessThanOrEqual(desk.viewport.height);
  }
  expect(faults.splice(0)).toEqual([]);
});

it('says of each state what no other page of the same person says, nor each of two states what the other does', () => {
  const says = (state: PageState, other: PageState) => state.says.test(shown.get(other)?.text ?? '');
  const alike = Object.entries(pageStates).flatMap(([name, state]) =>
    Object.entries(pageStates).flatMap(([otherName, other]) => {
      if (state === other || state.as !== other.as || !says(state, other)) return [];
      const onePage = shown.get(state)?.address === shown.get(other)?.address;
      return onePage && !says(other, state) ? [] : [`${name}: ${otherName}`];
    }),
  );

  expect(shown.size).toBe(Object.keys(pageStates).length);
  expect(alike).toEqual([]);
});

it('shows every page there is', async () => {
  expect(await pageFunctions.never(/Page$/)).toEqual([]);
});
