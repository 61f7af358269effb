import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { headOf } from '../../core/campaign/plan.ts';
import { renditions } from '../../core/document/renditions.ts';
import { runEffect } from '../../core/effects/run-effect.ts';
import { reissueRevocationList } from '../../core/pki/stored-revocation-list.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { routes } from '../../functions/routes.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { nextTimestamper } from '../pki/next-timestamper.ts';
import { smallRoster } from '../world/small-roster.ts';
import { expectUsable, faults, launchBrowser, openPage, phone, picture } from './browser.ts';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
let browser: Browser;
let gateway: Gateway;
let house: House;
let url: string;
/** The public codes of a complete and an unfinished document. */
let code: string;
let unfinished: string;
const codeOf = (id: string | undefined) => house.plan.documents.find((one) => one.id === id)?.code ?? '';

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  house = await openHouse(folder, smallRoster, url);
  await house.enrolEverybody();
  const planned = house.plan.documents.filter((one) => headOf(one) === house.person(0));
  const chosen = planned.filter(({ kind }) => kind !== 'pakta-integritas').map(({ id }) => id);
  for (const person of [house.person(0), house.plan.regionalHead]) {
    const shown = await Promise.all(chosen.map((id) => house.shown(id)));
    const documents = shown.map((text) => ({ id: text.slice(0, 32), shown: text.slice(33) }));
    const { outcome } = await signDocuments(house.ports, {
      evenUnopened: true,
      person,
      passphrase,
      documents,
    });
    expect(outcome).toBe('done');
  }
  await house.finish();
  const idOf = (kind: string) => planned.find((one) => one.kind === kind)?.id ?? '';
  code = codeOf(idOf('piagam-zi'));
  unfinished = codeOf(idOf('pakta-integritas'));
  house.clock.moveBy(90 * 86_400);
  await nextTimestamper(house.ports);
  await reissueRevocationList(house.ports, 'root');
  const unrendered = () => Promise.reject(new Error('nothing is rendered here'));
  await runEffect({ ...house.ports, revisionZero: unrendered }, idOf('piagam-zi'), ['extend'], {
    anyway: true,
  });

  const save = async (name: string, revision = '') => {
    const bytes = await house.ports.archive.get(revision);
    if (!bytes) throw new Error(`no file ${name}`);
    writeFileSync(file(name), bytes);
    return bytes;
  };
  const [earlier, newest] = renditions(await house.load(idOf('piagam-zi')));
  const [other] = renditions(await house.load(idOf('perjanjian-kinerja')));
  const bytes = Uint8Array.from(await save('arsip.pdf', newest?.revision));
  await save('lama.pdf', earlier?.revision);
  await save('lain.pdf', other?.revision);
  bytes[2000] = (bytes[2000] ?? 0) ^ 1;
  writeFileSync(file('diubah.pdf'), bytes);
  writeFileSync(file('<img src=x onerror=alert(1)>.pdf'), 'bukan PDF');
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

const result = '[data-result] .ikrar-verdict';
const status = '[role=status]';

async function open(path: string): Promise<{ page: Page; requests: Request[] }> {
  const page = await openPage(await browser.newContext(phone));
  const requests: Request[] = [];
  page.context().on('request', (request) => requests.push(request));
  await page.goto(url + path);
  return { page, requests };
}

describe('a file at hand, on the page of a document', () => {
  it.each([
    ['the archived file', 'arsip.pdf', 'Sah', 'Sama persis dengan berkas arsip dokumen ini'],
    ['a file before its renewal', 'lama.pdf', 'Sah', 'Asli, sudah diperpanjang.'],
    ['a valid file of another document', 'lain.pdf', 'Belum dapat dipastikan', 'Berkas lain.'],
    ['a changed file', 'diubah.pdf', 'Tidak sah', 'Berkas lain.'],
  ])('%s', async (_what, name, verdict, standing) => {
    const { page } = await open(`/d/${code}`);

    await page.setInputFiles('[data-file-check] input', file(name));
    await page.waitForSelector(result);

    expect(await page.textContent(`${result} h3`)).toBe(`Berkas ini: ${verdict}`);
    expect(await page.textContent(result)).toContain(standing);
    expect(await page.textContent(status)).toBe(`Pemeriksaan selesai: ${verdict}.`);
    expect(await page.isVisible('progress')).toBe(false);
    await picture(page, `periksa-${name}`);
    await page.click('[data-result] summary');
    await expectUsable(page);
    await picture(page, `periksa-${name}-rincian`);
    await page.context().close();
  });

  it('whose document is not complete yet', async () => {
    const { page } = await open(`/d/${unfinished}`);
    await page.setInputFiles('[data-file-check] input', file('lain.pdf'));
    await page.waitForSelector(result);
    expect(await page.textContent(`${result} h3`)).toBe('Berkas ini: Belum dapat dipastikan');
    expect(await page.textContent(result)).toContain('Belum ada pembanding.');
    await picture(page, 'periksa-belum-lengkap');
    await page.context().close();
  });

  it('is sent to nobody: no request carries a body, and its worker may connect to nothing', async () => {
    const { page, requests } = await open(`/d/${code}`);
    await page.setInputFiles('[data-file-check] input', file('arsip.pdf'));
    await page.waitForSelector(result);

    const asked = requests.map((request) => `${request.method()} ${new URL(request.url()).pathname}`);
    expect(asked).toContain('GET /periksa/kepercayaan.json');
    expect(asked).toContain(`GET /d/${code}/catatan.json`);
    expect(requests.filter((request) => request.method() !== 'GET' || request.postData() !== null)).toEqual(
      [],
    );
    for (const request of requests) {
      expect(new URL(request.url()).origin).toBe(url);
      expect(new URL(request.url()).search).toBe('');
    }
    const worker = requests.find((request) => request.url().includes('/assets/verifier.'));
    expect((await worker?.response())?.headers()['content-security-policy']).toBe("default-src 'none'");
    const verifier = await page.getAttribute('[data-verifier]', 'data-verifier');
    const [running] = await Promise.all([
      page.waitForEvent('worker'),
      page.evaluate((address) => new Worker(address ?? '', { type: 'module' }), verifier),
    ]);
    const connect = `fetch('${url}/periksa/kepercayaan.json').then(() => 'connected', () => 'refused')`;
    expect(await running.evaluate(connect)).toBe('refused');
    expect(await page.evaluate(connect)).toBe('connected');
    faults.splice(0);
    await page.context().close();
  });
});

describe('a file at hand, on the general page', () => {
  it('is judged by what this installation trusts, dropped and with the keyboard alone', async () => {
    const { page } = await open('/periksa');
    page.once('filechooser', (chooser) => void chooser.setFiles(file('lain.pdf')));
    await expectUsable(page);
    await picture(page, 'periksa-halaman');
    await page.focus('main button[type=submit]');
    await page.keyboard.press('Tab');
    expect(await page.$eval(':focus', (focused) => focused.textContent)).toBe('Pilih berkas PDF');
    await page.keyboard.press('Enter');
    await page.waitForSelector(result);
    expect(await page.textContent(`${result} h3`)).toBe('Berkas ini: Sah');

    await drop(page, ['%PDF-1.7 bukan']);
    await page.waitForSelector(`${result} h3:has-text("Belum")`);
    expect(await page.textContent(result)).toContain('bukan PDF yang utuh');
    await drop(page, ['satu', 'dua']);
    expect(await page.textContent(status)).toBe('Letakkan satu berkas saja.');
    expect(await page.$(result)).toBeNull();
    await page.context().close();
  });

  it('shows the name of a hostile file as plain text', async () => {
    const { page } = await open('/periksa');
    await page.setInputFiles('[data-file-check] input', file('<img src=x onerror=alert(1)>.pdf'));
    await page.waitForSelector(result);
    expect(await page.textContent('[data-result]')).toContain('<img src=x onerror=alert(1)>.pdf');
    expect(await page.$('[data-result] img')).toBeNull();
    await page.context().close();
  });

  it('refuses what is too large, and what it could not read, in plain words', async () => {
    const { page } = await open('/periksa');
    await drop(page, [50_000_001]);
    expect(await page.textContent(status)).toContain('lebih besar dari 50 MB');
    await page.route('**/kepercayaan.json', (route) => route.fulfill({ status: 503, body: '' }));
    await page.setInputFiles('[data-file-check] input', file('arsip.pdf'));
    await page.waitForSelector(`${status}:has-text("tidak dapat dimuat")`);
    await page.unroute('**/kepercayaan.json');
    await page.route('**/kepercayaan.json', (route) => route.fulfill({ json: { format: 'ikrar-trust' } }));
    await page.setInputFiles('[data-file-check] input', file('arsip.pdf'));
    await page.waitForSelector(`${status}:has-text("tidak dapat dimuat")`);
    expect(await page.$(result)).toBeNull();
    await page.context().close();
  });

  it('shows progress, and stops when asked', async () => {
    const { page } = await open('/periksa');
    // A worker which never ends its third step.
    await page.route('**/assets/verifier.*', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `onmessage = () => postMessage({ name: 'progress', step: 'structure', part: 0 });`,
      }),
    );
    await page.setInputFiles('[data-file-check] input', file('arsip.pdf'));
    await page.waitForSelector(`${status}:has-text("Memeriksa susunan berkas")`);
    expect(await page.getAttribute('progress', 'max')).toBe('6');
    expect(await page.$eval('progress', (bar) => bar.value)).toBe(2);
    await expectUsable(page);
    await picture(page, 'periksa-kemajuan');
    await page.click('[data-cancel]');
    expect(await page.textContent(status)).toBe('Pemeriksaan dibatalkan.');
    expect(await page.isVisible('progress')).toBe(false);
    expect(page.workers()).toEqual([]);
    expect(await page.$eval(':focus', (focused) => focused.textContent)).toBe('Pilih berkas PDF');
    await page.context().close();
  });
});

/** Drops files with these contents, or of these many bytes, on the box. */
async function drop(page: Page, contents: readonly (string | number)[]): Promise<void> {
  await page.evaluate((parts) => {
    const dataTransfer = new DataTransfer();
    for (const part of parts) {
      const content = typeof part === 'number' ? new Uint8Array(part) : part;
      dataTransfer.items.add(new File([content], 'jatuh.pdf', { type: 'application/pdf' }));
    }
    document
      .querySelector('[data-drop]')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, contents);
}
