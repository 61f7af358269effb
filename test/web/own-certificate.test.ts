import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { sha256Hex } from '../../core/document/sha256.ts';
import { trustedRoots } from '../../core/pki/stored-authority.ts';
import { trustForeignRoots } from '../../core/pki/stored-foreign-trust.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { routes } from '../../functions/routes.ts';
import { openPkcs12 } from '../../web/scripts/own-key/pkcs12.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { codeFor } from '../functions/enter-as.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { OwnAuthority, ownFile, ownPassphrase, ownRoster } from '../functions/own-authority.ts';
import { activate } from '../person/activate.ts';
import { testCost } from '../pki/sample-authority.ts';
import {
  desk,
  expectUsable,
  faults,
  launchBrowser,
  openPage,
  phone,
  picture,
  readToTheEnd,
  shots,
} from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** Everything a page has sent: addresses, headers and bodies, workers and redirects included. */
function record(page: Page): string[] {
  const sent: string[] = [];
  page.context().on('request', (request) => {
    const body = request.postDataBuffer()?.toString('latin1') ?? '';
    sent.push(`${request.url()}\n${JSON.stringify(request.headers())}\n${body}`);
  });
  return sent;
}

/** A secret in every shape it could travel in; of base64 whichever way it is cut into threes. */
const shapes = (secret: Uint8Array): string[] => {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) => bytes.subarray(shift, shift + 30).toString('base64'));
  return [
    bytes.toString('latin1'),
    bytes.toString('hex'),
    ...base64,
    ...base64.map((text) => encodeURIComponent(text)),
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
};

/** What of a PKCS #8 key is in no certificate: the last CRT coefficient of RSA, the scalar of an EC key. */
const secretOf = (key: Uint8Array): Uint8Array =>
  key.length > 500 ? key.subarray(key.length - 48) : key.subarray(36, 68);

describe.each([
  ['on a phone', phone, 'rsa-rc2-40'],
  ['at a desk', desk, 'p256-aes256'],
] as const)('a certificate of one’s own, %s', (_name, screen, file) => {
  const folder = scratchFolder();
  const authority = new OwnAuthority();
  let gateway: Gateway;
  let house: House;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    house = await openHouse(folder, ownRoster(0), url, authority.lists);
    await trustForeignRoots(house.ports, 'signature', [authority.root]);
    gateway = await startGateway({ port, routes, doors: house.doors });
  });
  afterAll(async () => {
    await gateway?.close();
    expect(faults.splice(0)).toEqual([]);
  });

  it('is registered, confirmed and signs; neither key nor passphrase nor file is in any request', async () => {
    const shot = (page: Page, step: string) => picture(page, `sertifikat-sendiri-${file}-${step}`);
    const person = house.person(0);
    const [first = '', second = ''] = house.documentsOf(0);
    const page = await openPage(await browser.newContext(screen));
    const sent = record(page);
    const container = {
      name: 'kunci.p12',
      mimeType: 'application/x-pkcs12',
      buffer: Buffer.from(ownFile(file)),
    };
    await page.goto(`${url}/masuk#${await house.link({ role: 'signer', campaign: '2027', person })}`);
    await page.waitForURL(`${url}/aktivasi`);
    await page.fill('#code', await codeFor(house, person));
    await page.setInputFiles('#own-file', container);
    await page.fill('#own-passphrase', 'salah sama sekali');
    await page.click('[data-own-open]');
    await page.waitForSelector('[data-own-problem]:not([hidden])');
    expect(await page.textContent('[data-own-problem]')).toContain('Passphrase tidak cocok');
    await page.fill('#own-passphrase', ownPassphrase);
    await page.click('[data-own-open]');
    await page.waitForSelector('[data-own-certificate]:not([hidden])');
    const shown = await page.textContent('[data-own-field=fingerprint]');
    await expectUsable(page);
    await shot(page, 'register');
    await page.check('#agreed');
    await page.click('main button[type=submit]');
    await page.waitForURL(`${url}/meja`);
    await expectUsable(page);

    const officer = await openPage(await browser.newContext(desk));
    await officer.goto(`${url}/masuk#${await house.link({ role: 'hr', campaign: '2027' })}`);
    await officer.waitForURL(`${url}/papan`);
    await officer.goto(`${url}/papan/pejabat/${person}`);
    expect(await officer.textContent('main')).toContain(shown);
    await expectUsable(officer);
    await shot(officer, 'hr');
    await officer.click(`a[href="/papan/pejabat/${person}/sahkan"]`);
    await expectUsable(officer);
    await officer.click('main button[type=submit]');
    await officer.waitForURL(`${url}/papan/pejabat/${person}?hasil=sahkan`);
    await officer.context().close();

    await page.goto(`${url}/dokumen/${first}`);
    await page.waitForSelector('form[data-own-signing] button[type=submit]:enabled');
    await page.waitForSelector('.ikrar-page canvas');
    await readToTheEnd(page);
    await page.check('#confirmed');
    await page.setInputFiles('#own-file', container);
    await page.fill('#own-passphrase', ownPassphrase);
    await expectUsable(page);
    await shot(page, 'sign');
    await page.click('form[data-own-signing] button[type=submit]');
    await page.waitForURL(`${url}/dokumen/${first}?hasil=tercatat`);
    await shot(page, 'signed');

    // Without script nothing opens a file: there is no button, and the page says why.
    const storageState = await page.context().storageState();
    const plain = await browser.newContext({ ...screen, javaScriptEnabled: false, storageState });
    const unscripted = await plain.newPage();
    await unscripted.goto(`${url}/dokumen/${second}`);
    expect(await unscripted.isVisible('form[data-own-signing] button[type=submit]')).toBe(false);
    expect(await unscripted.isVisible('noscript p')).toBe(true);
    await plain.close();

    // A list of several, and a server which prepares something else for it: nothing is signed.
    await page.route('**/tanda-tangan/siapkan', async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      const increment = Buffer.from(body.documents[0].increment, 'base64').toString('latin1');
      const changed = increment.replace('/ETSI.CAdES.detached', '/ETSI.CAdES.detacheD');
      body.documents[0].increment = Buffer.from(changed, 'latin1').toString('base64');
      await route.fulfill({ response: answer, json: body });
    });
    await page.goto(`${url}/meja`);
    await page.check(`#pilih-${second}`);
    await page.click('text=Tinjau yang ditandai saja');
    await page.waitForURL(/\/antrean\//);
    await page.check('#confirmed');
    await page.check('#unopened');
    await page.setInputFiles('#own-file', container);
    await page.fill('#own-passphrase', ownPassphrase);
    await page.click('form[data-own-signing] button[type=submit]');
    await page.waitForSelector('[data-own-problem]:not([hidden])');
    expect(await page.textContent('[data-own-problem]')).toContain('tidak sama dengan dokumen');
    await expectUsable(page);
    expect((await house.load(second)).signatures).toEqual([]);

    // What cannot be signed just now is told on its own row, and may be tried again.
    await page.unroute('**/tanda-tangan/siapkan');
    const reason = 'Belum ditandatangani: penanda waktu sedang tidak tersedia';
    await page.route('**/tanda-tangan/siapkan', (route) =>
      route.fulfill({
        json: {
          documents: [{ id: second, outcome: 'refused', code: 'timestamp-unavailable', words: reason }],
        },
      }),
    );
    await page.fill('#own-passphrase', ownPassphrase);
    await page.click('form[data-own-signing] button[type=submit]');
    await page.waitForSelector('[data-own-problem]:has-text("0 dari 1 dokumen ditandatangani")');
    expect(await page.textContent(`[data-entry="${second}"] [data-outcome]`)).toBe(reason);
    await expectUsable(page);
    await shot(page, 'list-refused');
    await page.unroute('**/tanda-tangan/siapkan');
    await page.route('**/tanda-tangan/siapkan', (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.fill('#own-passphrase', ownPassphrase);
    await page.click('form[data-own-signing] button[type=submit]');
    await page.waitForSelector('[data-own-problem]:has-text("server tidak menjawab")');
    await page.unroute('**/tanda-tangan/siapkan');

    const { keys } = await openPkcs12(ownFile(file), ownPassphrase);
    expect(sent.length).toBeGreaterThan(20);
    expect(sent.some((request) => request.includes('/tanda-tangan/selesai'))).toBe(true);
    const secrets = [
      ownPassphrase,
      encodeURIComponent(ownPassphrase),
      ownPassphrase.replace(' ', '+'),
      Buffer.from(ownPassphrase).toString('base64'),
      Buffer.from(ownPassphrase).toString('hex'),
      ...keys.flatMap((key) => shapes(secretOf(key))),
      ...shapes(ownFile(file).subarray(200, 248)),
    ];
    for (const secret of secrets) expect(sent.filter((request) => request.includes(secret))).toEqual([]);
    await page.context().close();

    const regent = house.plan.regionalHead;
    await activate(house.ports, { person: regent, passphrase, cost: testCost });
    const [, regentSees = ''] = (await house.shown(first)).split(':');
    const act = {
      evenUnopened: true,
      person: regent,
      passphrase,
      documents: [{ id: first, shown: sha256Hex.parse(regentSees) }],
    };
    expect((await signDocuments({ ...house.ports }, act)).outcome).toBe('done');
    await house.finish();
    const { state } = await house.load(first);
    const bytes = state.name === 'complete' ? await house.ports.archive.get(state.revision) : undefined;
    const trust = await trustedRoots(house.ports.registry);
    const at = house.ports.clock.now();
    expect(await verifyPdf(bytes ?? new Uint8Array(), { trust, at })).toMatchObject({ verdict: 'valid' });
    keep(`${file}.pdf`, bytes ?? new Uint8Array());
    for (const [index, { certificate }] of trust.anchors.entries())
      keep(`${file}-root-${index}.der`, certificate.der);
  }, 120_000);

  it('costs a page little: the key’s worker comes only with a file', async () => {
    const assets = [...(await import('../../web/assets.ts').then(({ buildAssets }) => buildAssets()))];
    const size = (plain: string) =>
      gzipSync(assets.find(([path]) => path.startsWith(`${plain}.`))?.[1].body ?? new Uint8Array()).length;
    expect(size('own-certificate')).toBeLessThan(6_000);
    expect(size('own-key')).toBeLessThan(90_000);
  });
});

/** Kept beside the pictures, for foreign judges. */
function keep(file: string, bytes: Uint8Array): void {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  writeFileSync(join(shots, file), bytes);
}
