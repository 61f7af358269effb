import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page, type ViewportSize } from 'playwright-core';
import { expect } from 'vitest';
import { buildAssets } from '../../web/assets.ts';

/** The Chromium of the npm package; this name of the environment makes it bring its own libraries. Of two equal flags the last counts. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
      ...more,
    ],
  });
}

export const phone = { viewport: { width: 390, height: 844 }, locale: 'id-ID' } as const;
export const desk = { viewport: { width: 1280, height: 800 }, locale: 'id-ID' } as const;
const both = [phone.viewport, desk.viewport] as const;

/** A page which fails its test when a script of ours throws, the policy stops something, or another host than `ours` is asked. */
export async function openPage(context: BrowserContext, ours = 'localhost'): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== ours) faults.push(`asked ${request.url()}`);
  });
  return page;
}

export const faults: string[] = [];

/** Page after page, as a thumb does it. */
export async function readToTheEnd(page: Page): Promise<void> {
  await page.waitForSelector('.ikrar-reader__end', { state: 'attached' });
  for (const box of await page.$$('.ikrar-page')) {
    await box.scrollIntoViewIfNeeded();
    await box.waitForSelector('canvas');
  }
  await page.$eval('.ikrar-reader__end', (end) => end.scrollIntoView({ block: 'center' }));
  await page.waitForSelector('[data-opened-said]:has-text("sudah dibuka")');
  expect(await page.$('[data-unopened]')).toBeNull();
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Before a page is judged often: axe comes with each document, which is quicker than to send it there. */
export const bringAxe = (page: Page): Promise<unknown> => page.addInitScript({ content: axe });

/** For one rule, about a locked orientation, axe loads every style sheet anew: only where one of ours speaks of it. */
const preload = [...(await buildAssets())].some(
  ([name, { body }]) => name.endsWith('.css') && new TextDecoder().decode(body).includes('orientation'),
);

type Violation = { readonly id: string; readonly nodes: readonly { readonly target: readonly string[] }[] };

/** No axe-core violation, nothing wider than the screen, and nothing to press that is smaller than 44 px. */
export async function expectUsable(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  await expectNoSidewaysScroll(page);
  const small = await page.$$eval(
    'main button, main select, main input:not([type=hidden], [type=checkbox])',
    (elements) =>
      elements
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML),
  );
  expect(small).toEqual([]);
}

/** Where PNGs of each state are kept, for whoever wants to look: `IKRAR_SCREENSHOTS=/tmp/shots`. */
export const shots = process.env.IKRAR_SCREENSHOTS;

/** The whole page at each size as `NAME-WIDTH.png`, where somebody asked for pictures; then as it was. */
export async function picture(
  page: Page,
  name: string,
  sizes: readonly ViewportSize[] = both,
): Promise<void> {
  if (shots) await atEach(page, sizes, () => keep(page, name));
}

/** Usable on a phone and on a desk, and a picture of each. */
export const inspect = (page: Page, name: string): Promise<void> =>
  atEach(page, both, async () => {
    await expectUsable(page);
    await keep(page, name);
  });

async function keep(page: Page, name: string): Promise<void> {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  const path = join(shots, `${name}-${page.viewportSize()?.width}.png`);
  await page.screenshot({ path, fullPage: true });
}

async function atEach(page: Page, sizes: readonly ViewportSize[], look: () => Promise<void>): Promise<void> {
  const before = page.viewportSize() ?? phone.viewport;
  for (const size of sizes) {
    await page.setViewportSize(size);
    await look();
  }
  await page.setViewportSize(before);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth)
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 40)}`);
  });
  expect(wide).toEqual([]);
}

/** Of all rules, WCAG 2.2's target size among them, which axe leaves out unless asked; or of one rule alone. */
export async function violations(page: Page, rule?: string): Promise<readonly string[]> {
  const chosen = rule ? { runOnly: [rule] } : { rules: { 'target-size': { enabled: true } } };
  const options = JSON.stringify({ ...chosen, preload, resultTypes: ['violations'] });
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const found: Violation[] = await page.evaluate(
    `axe.run(document, ${options}).then((found) => found.violations)`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
