import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { attemptsAllowed, failuresAllowed, lockMinutes } from '../../core/person/passphrase-lock.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { passphrase } from '../functions/house.ts';
import { twoHeads } from '../functions/two-heads.ts';
import { inspect } from './browser.ts';
import { barValue, fillForm, fillList, listButton, main, openSite, said, signButton } from './site.ts';

const site = openSite(twoHeads);
const wrong = 'bukan passphrase ini';
const next = 'perahu kecil menuju hulu';
const address = (id: string) => `${site.url}/dokumen/${id}`;
const waitOut = () => site.house.clock.moveBy(lockMinutes * 60);

async function press(page: Page, id: string, secret: string, to: RegExp): Promise<void> {
  await fillForm(page, address(id), secret);
  await page.click(signButton);
  await page.waitForURL(to);
}

/** A portion's answer to the passphrase which stands typed. */
async function pressList(page: Page, words: string): Promise<void> {
  await page.click(listButton);
  await page.waitForSelector(`[data-list-problem]:has-text("${words}")`);
}

it('five wrong passphrases for a document wait a quarter of an hour, and then the right one signs', async () => {
  const [id = ''] = site.house.documentsOf(0);
  const page = await site.head(0);
  const former = await page.context().newPage();
  await fillForm(former, address(id));
  for (let left = attemptsAllowed - 1; left > 0; left--) {
    await press(page, id, wrong, /sandi=salah/);
    expect(await main(page)).toContain(`Sisa kesempatan: ${left} kali`);
    expect(await page.inputValue('#passphrase')).toBe('');
    if (left === attemptsAllowed - 1) await inspect(page, 'kunci-1-sisa-empat');
  }
  await press(page, id, wrong, /sandi=salah/);
  expect(await main(page)).toContain('Penandatanganan terkunci sampai pukul 08.15 WIB');
  expect(await main(page)).toContain('Tanda tangan tidak dibuat');
  expect(await page.$(signButton)).toBeNull();
  await inspect(page, 'kunci-2-menunggu');
  await page.goto(`${site.url}/meja`);
  expect(await main(page)).toContain('Penandatanganan terkunci sampai pukul 08.15 WIB');
  await inspect(page, 'kunci-3-meja');

  // A form from before the lock, and the right passphrase: even that is not tried.
  await former.click(signButton);
  await former.waitForURL(/sandi=salah/);
  expect(await main(former)).toContain('terkunci sampai pukul 08.15 WIB');
  expect(await site.signatures([id])).toEqual([0]);

  waitOut();
  await press(page, id, passphrase, /hasil=tercatat/);
  expect(await site.signatures([id])).toEqual([1]);
  await page.context().close();
});

it('so they do for a list; after twenty only HR unlocks, and then the list is signed', async () => {
  const [, ...documents] = site.house.documentsOf(0);
  const person = site.house.person(0);
  const page = await site.head(0);
  await fillList(page, site, wrong);
  const list = page.url();
  for (let left = attemptsAllowed - 1; left > 0; left--) {
    await pressList(page, `Sisa kesempatan: ${left} kali`);
    if (left === attemptsAllowed - 1) await inspect(page, 'kunci-4-daftar-sisa-empat');
    await page.fill('#passphrase', wrong);
  }
  await pressList(page, 'terkunci sampai pukul');
  await said(page, '0 dari 2 dokumen telah');
  expect(await barValue(page)).toBe(0);
  await inspect(page, 'kunci-5-daftar-terkunci');
  await page.goto(list);
  expect(await main(page)).toContain('Penandatanganan terkunci sampai pukul');
  expect(await page.$(listButton)).toBeNull();
  await inspect(page, 'kunci-6-daftar-dibuka-lagi');

  for (let failures = attemptsAllowed; failures < failuresAllowed; failures++) {
    if (failures % attemptsAllowed === 0) waitOut();
    const shown = (await site.house.shown(documents[0] ?? '')).slice(33);
    const act = { person, passphrase: wrong, documents: [{ id: documents[0] ?? '', shown }] };
    await signDocuments(site.house.ports, { ...act, evenUnopened: true });
  }
  waitOut();
  await page.goto(address(documents[0] ?? ''));
  expect(await main(page)).toContain('pengelola dapat membuka kunci');
  expect(await main(page)).not.toContain('sampai pukul');
  await inspect(page, 'kunci-7-hanya-pengelola');

  const hr = await site.hr();
  await hr.goto(`${site.url}/papan/pejabat/${person}`);
  expect(await main(hr)).toContain('Terkunci');
  await inspect(hr, 'kunci-8-pengelola');
  await hr.click('a:has-text("Buka kunci")');
  await inspect(hr, 'kunci-9-pengelola-membuka');
  await hr.click('main button[type=submit]');
  await hr.waitForURL(/hasil=buka-kunci/);
  expect(await main(hr)).toContain('Kunci sudah dibuka');
  await inspect(hr, 'kunci-10-pengelola-dibuka');

  await fillList(page, site);
  await page.click(listButton);
  await said(page, 'Semua 2 dokumen telah');
  expect(await site.signatures(documents)).toEqual([1, 1]);
  await inspect(page, 'kunci-11-ditandatangani');
  await page.context().close();
  await hr.context().close();
});

it('a lost passphrase: HR ends the key and hands out a code, and the head signs with a new one', async () => {
  const [before = '', after = ''] = site.house.documentsOf(1);
  const person = site.house.person(1);
  const page = await site.head(1);
  await press(page, before, passphrase, /hasil=tercatat/);

  const hr = await site.hr();
  await hr.goto(`${site.url}/papan/pejabat/${person}`);
  await hr.click('a:has-text("Passphrase hilang")');
  await inspect(hr, 'hilang-1-pengelola-bertanya');
  await hr.click('main button[type=submit]');
  await hr.waitForSelector('#kode');
  await inspect(hr, 'hilang-2-pengelola-kode');
  const code = (await hr.textContent('#kode')) ?? '';

  await page.goto(address(after));
  expect(await main(page)).toContain('Aktifkan tanda tangan elektronik dahulu');
  expect(await page.$(signButton)).toBeNull();
  await inspect(page, 'hilang-3-aktifkan');
  await page.click('a:has-text("Aktifkan sekarang")');
  await page.waitForURL(`${site.url}/aktivasi`);
  expect(await page.textContent('.ikrar-kicker')).toBe('Passphrase dan sertifikat baru');
  await page.fill('#code', code);
  await page.fill('#passphrase', next);
  await page.fill('#repeated', next);
  await page.check('#agreed');
  await inspect(page, 'hilang-4-aktivasi');
  await page.click('main button[type=submit]');
  await page.waitForURL(`${site.url}/meja?aktif=ya`);
  expect(await main(page)).toContain('Sudah ditandatangani: 1 dari 3');
  await inspect(page, 'hilang-5-meja');

  await press(page, after, passphrase, /sandi=salah/);
  expect(await site.signatures([before, after])).toEqual([1, 0]);
  await press(page, after, next, /hasil=tercatat/);
  expect(await site.signatures([before, after])).toEqual([1, 1]);
  await page.context().close();
  await hr.context().close();
});
