import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openDoors } from '../../cli/doors.ts';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { ownTimestamper } from '../../core/pki/own-timestamper.ts';
import { TimestampUnavailable } from '../../core/ports/timestamper.ts';
import type { RosterImport } from '../../core/roster/roster-import.ts';
import { routes } from '../../functions/routes.ts';
import { buildAssets } from '../../web/assets.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { testCost } from '../pki/sample-authority.ts';
import { faults, launchBrowser, openPage, phone, readToTheEnd } from './browser.ts';

type Opened = { readonly house: House; readonly url: string; readonly browser: Browser };

export type Site = Opened & {
  /** Set, the time-stamping authority serves nobody. */
  stampingAway: boolean;
  /** A page of the person at that place, or of HR, entered by a new link. */
  head(place: number, screen?: BrowserContextOptions): Promise<Page>;
  hr(): Promise<Page>;
  linkOf(place: number): Promise<string>;
  /** How many signatures each document has. */
  signatures(documents: readonly string[]): Promise<readonly number[]>;
};

/** A house with everybody's key behind a gateway and a browser before it, for the tests of one file. */
export function openSite(roster: RosterImport): Site {
  const folder = scratchFolder();
  let opened: Opened | undefined;
  let gateway: Gateway | undefined;
  const now = (): Opened => {
    if (!opened) throw new Error('the site opens before the first test, not while the file is read');
    return opened;
  };
  beforeAll(async () => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const house = await openHouse(folder, roster, url);
    await house.enrolEverybody();
    const stamp = ownTimestamper(house.ports);
    const doors = openDoors({
      ports: {
        ...house.ports,
        timestamper: async (digest) => {
          if (site.stampingAway) throw new TimestampUnavailable('away, as the test wants it');
          return stamp(digest);
        },
      },
      publicUrl: url,
      assets: await buildAssets(),
      log: () => undefined,
      scryptCost: testCost,
    });
    gateway = await startGateway({ port, routes, doors });
    opened = { house, url, browser: await launchBrowser() };
  });
  afterAll(async () => {
    await opened?.browser.close();
    await gateway?.close();
  });
  afterEach(() => {
    site.stampingAway = false;
    expect(faults.splice(0)).toEqual([]);
  });
  const linkOf = async (place: number) => {
    const { house, url } = now();
    const person = house.person(place);
    return `${url}/masuk#${await house.link({ role: 'signer', campaign: '2027', person })}`;
  };
  const enter = async (link: string, home: string, screen: BrowserContextOptions) => {
    const page = await openPage(await now().browser.newContext(screen));
    await page.goto(link);
    await page.waitForURL(now().url + home);
    return page;
  };
  const site: Site = {
    get house() {
      return now().house;
    },
    get url() {
      return now().url;
    },
    get browser() {
      return now().browser;
    },
    stampingAway: false,
    linkOf,
    head: async (place, screen = phone) => enter(await linkOf(place), '/meja', screen),
    hr: async () => {
      const { house, url } = now();
      return enter(`${url}/masuk#${await house.link({ role: 'hr', campaign: '2027' })}`, '/papan', phone);
    },
    signatures: (documents) =>
      Promise.all(documents.map(async (id) => (await now().house.load(id)).signatures.length)),
  };
  return site;
}

export const signButton = 'form[data-signing] button[type=submit]';
export const listButton = 'form[data-list] button[type=submit]';

/** Opens a document, reads it, says so, and types the passphrase; the button is still to be pressed. */
export async function fillForm(page: Page, address: string, secret = passphrase): Promise<void> {
  await page.goto(address);
  await page.waitForSelector(`${signButton}:enabled`);
  await readToTheEnd(page);
  await page.check('#confirmed');
  await page.fill('#passphrase', secret);
}

/** From the desk to the list of everything that waits, with the statements made and the passphrase typed. */
export async function fillList(page: Page, site: Site, secret = passphrase): Promise<void> {
  await page.goto(`${site.url}/meja`);
  await page.click('button[name=semua]');
  await page.waitForURL(/\/antrean\//);
  await page.check('#confirmed');
  await page.check('#unopened');
  await page.fill('#passphrase', secret);
}

export const said = (page: Page, words: string) =>
  page.waitForSelector(`[data-list-said]:has-text("${words}")`);
export const main = async (page: Page) => ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ');
/** How many documents of a list the progress bar counts as done. */
export const barValue = (page: Page): Promise<number> =>
  page.$eval('[data-list-bar]', (bar) => (bar instanceof HTMLProgressElement ? bar.value : Number.NaN));
/** What stands at each document of a list, by its id. */
export const outcomes = (page: Page): Promise<Record<string, string>> =>
  page.$$eval('[data-entry]', (entries) =>
    Object.fromEntries(
      entries.map((entry) => [
        entry.getAttribute('data-entry') ?? '',
        entry.querySelector('[data-outcome]')?.textContent ?? '',
      ]),
    ),
  );
