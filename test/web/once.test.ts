import { expect, it } from 'vitest';
import { passphrase } from '../functions/house.ts';
import { twoHeads } from '../functions/two-heads.ts';
import { desk, inspect, phone, readToTheEnd } from './browser.ts';
import { listButton, main, openSite, outcomes, said, signButton } from './site.ts';

const site = openSite(twoHeads);
const address = (id: string) => `${site.url}/dokumen/${id}`;

it('a double click on the form of a document signs once; the way back shows it signed, without a form', async () => {
  const [id = ''] = site.house.documentsOf(0);
  const page = await site.head(0);
  await page.goto(address(id));
  await readToTheEnd(page);
  await page.check('#confirmed');
  await page.fill('#passphrase', passphrase);
  // As a browser leaves a page for one that never comes, and shows it again from its cache.
  await page.$eval(signButton, (button) => {
    button.closest('form')?.addEventListener('submit', (event) => event.preventDefault(), { once: true });
  });
  await page.click(signButton);
  expect(await page.getAttribute(signButton, 'aria-disabled')).toBe('true');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  expect(await page.getAttribute(signButton, 'aria-disabled')).toBeNull();
  await page.dblclick(signButton);
  await page.waitForURL(/hasil=tercatat/);
  await inspect(page, 'sekali-1-tercatat');

  await page.goBack();
  await page.waitForURL(address(id));
  expect(await main(page)).toContain('Sekarang menunggu tanda tangan');
  expect(await page.$(signButton)).toBeNull();
  await inspect(page, 'sekali-2-kembali');
  await page.goForward();
  expect(await main(page)).toContain('Tanda tangan Bapak/Ibu tercatat');
  await page.reload();
  expect(await site.signatures([id])).toEqual([1]);
  await page.context().close();
});

it('so does one where the document was not opened and its statement is asked for', async () => {
  const [, id = ''] = site.house.documentsOf(0);
  const page = await site.head(0, desk);
  // Nothing is shown, so nothing is noted as read to its end.
  await page.route('**/assets/viewer*', (route) => route.abort());
  await page.goto(address(id));
  await page.waitForSelector(`${signButton}:enabled`);
  await page.check('#confirmed');
  await page.fill('#passphrase', passphrase);
  await page.dblclick(signButton);
  await page.waitForURL(/hasil=not-opened/);
  expect(await main(page)).toContain('Tanda tangan belum dibuat');
  expect(await site.signatures([id])).toEqual([0]);
  await inspect(page, 'sekali-3-belum-dibuka');

  await page.waitForSelector(`${signButton}:enabled`);
  await page.check('#confirmed');
  await page.check('#unopened');
  await page.fill('#passphrase', passphrase);
  await page.dblclick(signButton);
  await page.waitForURL(/hasil=tercatat/);
  const { signatures } = await site.house.load(id);
  expect(signatures).toMatchObject([{ opened: false }]);
  await page.context().close();
});

it('so does one without script, where nothing holds the second click back, and the answer is true', async () => {
  const [, , id = ''] = site.house.documentsOf(0);
  const entered = await site.head(0);
  const storageState = await entered.context().storageState();
  const context = await site.browser.newContext({ ...phone, javaScriptEnabled: false, storageState });
  const page = await context.newPage();
  await page.goto(address(id));
  await page.check('#confirmed');
  await page.check('#unopened');
  await page.fill('#passphrase', passphrase);
  await page.dblclick(signButton);
  await page.waitForURL(/hasil=(tercatat|already-signed)/);
  expect(await main(page)).toMatch(/Tanda tangan Bapak\/Ibu tercatat|Tidak ada tanda tangan kedua/);
  expect(await site.signatures([id])).toEqual([1]);
  await context.close();
  await entered.context().close();
});

it('a double click on the list’s button signs each document once, also after its statement was asked for', async () => {
  const documents = site.house.documentsOf(1);
  const page = await site.head(1);
  let portions = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/bagian')) portions++;
  });
  await page.click('button[name=semua]');
  await page.waitForURL(/\/antrean\//);
  const list = page.url();
  await page.check('#confirmed');
  await page.fill('#passphrase', passphrase);
  await page.dblclick(listButton);
  await page.waitForSelector('[data-list-problem]:has-text("Belum ada dokumen yang sudah dibuka")');
  expect(portions).toBe(0);
  await inspect(page, 'sekali-4-daftar-belum-dibuka');

  await page.check('#unopened');
  await page.fill('#passphrase', passphrase);
  await page.dblclick(listButton);
  await said(page, 'Semua 3 dokumen telah');
  expect(portions).toBe(1);
  expect(new Set(Object.values(await outcomes(page)))).toEqual(new Set(['Ditandatangani']));
  expect(await site.signatures(documents)).toEqual([1, 1, 1]);
  await inspect(page, 'sekali-5-daftar-selesai');

  await page.goBack();
  await page.waitForURL(`${site.url}/meja`);
  expect(await main(page)).toContain('Sudah ditandatangani: 3 dari 3');
  await page.goForward();
  await page.waitForURL(list);
  expect(await main(page)).toContain('Semua 3 dokumen telah Bapak/Ibu tandatangani');
  expect(await page.$(listButton)).toBeNull();
  await page.context().close();
});
