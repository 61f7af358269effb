import { createHash, X509Certificate } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { openPlainPort, type PlainPort } from '../../cli/tls/plain-port.ts';
import { openTls } from '../../cli/tls/tls-service.ts';
import { routes } from '../../functions/routes.ts';
import { buildAssets } from '../../web/assets.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse } from '../functions/house.ts';
import { smallRoster } from '../world/small-roster.ts';
import { faults, inspect, launchBrowser, openPage, phone } from './browser.ts';

const folder = scratchFolder();
/** Not localhost, which browsers call secure without any TLS. */
const host = 'ikrar.kantor.example';
let browser: Browser;
let house: House;
let gateway: Gateway;
let plain: PlainPort;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `https://${host}:${port}`;
  house = await openHouse(folder, smallRoster, url);
  const tls = await openTls(
    { kind: 'office', names: [host], httpPort: port + 1 },
    {
      dataFolder: folder,
      publicUrl: url,
      assets: await buildAssets(),
      clock: { now: () => new Date() },
      randomness: systemRandomness,
    },
  );
  gateway = await startGateway({
    port,
    routes,
    doors: house.doors,
    tls: tls.identity,
    localPages: tls.pages,
  });
  plain = await openPlainPort({ port: 0, host: '127.0.0.1', pages: tls.pages, publicUrl: url });
  // As a device which has the CA: this chain's keys are believed, any other is not.
  const key = new X509Certificate(tls.identity.cert).publicKey.export({ format: 'der', type: 'spki' });
  browser = await launchBrowser([
    `--host-resolver-rules=MAP ${host} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost`,
    `--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`,
  ]);
});
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  await plain?.close();
});
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

const canSign = (page: Page) =>
  page.evaluate(
    async () =>
      isSecureContext && (await crypto.subtle.digest('SHA-256', new Uint8Array(1))).byteLength === 32,
  );

it('says over plain http how to trust, where the browser lends no cryptography', async () => {
  const page = await openPage(await browser.newContext(phone), host);
  await page.goto(`http://${host}:${plain.port}/kepercayaan`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await inspect(page, 'kepercayaan');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('text=Unduh ikrar-kantor.crt'),
  ]);
  expect(download.suggestedFilename()).toBe('ikrar-kantor.crt');
  await page.context().close();
});

it('is a secure origin by its own name: WebCrypto, and a Secure cookie that scripts cannot read', async () => {
  const context = await browser.newContext(phone);
  const page = await openPage(context, host);
  await page.goto(`http://${host}:${plain.port}/`);
  expect(page.url()).toBe(`${url}/`);
  await page.goto(`${url}/masuk#${await house.link({ role: 'hr', campaign: '2027' })}`);
  await page.waitForURL(`${url}/papan`);
  expect(await canSign(page)).toBe(true);
  expect(await context.cookies()).toMatchObject([
    { name: '__Host-ikrar', secure: true, httpOnly: true, sameSite: 'Strict' },
  ]);
  await context.close();
});
