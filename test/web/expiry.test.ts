import { expect, it } from 'vitest';
import { invitationDays } from '../../core/session/invitations.ts';
import { sessionSeconds } from '../../core/session/sessions.ts';
import { passphrase } from '../functions/house.ts';
import { twoHeads } from '../functions/two-heads.ts';
import { inspect, openPage, phone, readToTheEnd } from './browser.ts';
import { fillForm, main, openSite, signButton } from './site.ts';

const site = openSite(twoHeads);
const address = (id: string) => `${site.url}/dokumen/${id}`;

it('a session which ends over a document: nothing is signed, the page says so, and the link leads back to it', async () => {
  const [id = ''] = site.house.documentsOf(1);
  const link = await site.linkOf(1);
  const page = await openPage(await site.browser.newContext(phone));
  await page.goto(link);
  await page.waitForURL(`${site.url}/meja`);
  await page.goto(address(id));
  await readToTheEnd(page);
  await page.check('#confirmed');
  await page.fill('#passphrase', passphrase);
  site.house.clock.moveBy(sessionSeconds.signer + 1);

  await page.click(signButton);
  await page.waitForURL(/\/masuk\?/);

  expect(await main(page)).toContain('Silakan masuk lagi');
  expect(await main(page)).toContain('Tanda tangan belum dibuat');
  expect(await site.signatures([id])).toEqual([0]);
  await inspect(page, 'habis-1-kunjungan');
  await page.goBack();
  await page.waitForURL(/\/masuk\?/);
  await page.goto(link);
  await page.waitForURL(`${site.url}/meja`);
  await page.click(`a[href="/dokumen/${id}"]`);
  await page.waitForSelector('[data-opened-said]:has-text("sudah dibuka")');
  await page.check('#confirmed');
  await page.fill('#passphrase', passphrase);
  await page.click(signButton);
  await page.waitForURL(/hasil=tercatat/);
  expect(await site.signatures([id])).toEqual([1]);
  await page.context().close();
});

it('a link past its days says what to do; HR’s new one works, and a newer one tells that it was replaced', async () => {
  const [id = ''] = site.house.documentsOf(0);
  const person = site.house.person(0);
  const page = await openPage(await site.browser.newContext(phone));
  const first = await site.linkOf(0);
  site.house.clock.moveBy(invitationDays * 86_400 + 1);
  await site.house.finish();
  await page.goto(first);
  await page.waitForURL(/tautan=tidak-berlaku/);
  expect(await main(page)).toContain('Tautan ini tidak berlaku');
  expect(await main(page)).toContain('mintalah tautan baru kepada pengirimnya');
  await inspect(page, 'habis-2-tautan');

  const hr = await site.hr();
  const reissue = async () => {
    await hr.goto(`${site.url}/papan`);
    await hr.click('tr:has-text("Sekretariat Daerah") >> button:has-text("Buat tautan")');
    await hr.waitForSelector('#tautan');
    return hr.inputValue('#tautan');
  };
  const second = await reissue();
  await inspect(hr, 'habis-3-pengelola-tautan-baru');
  await page.goto(second);
  await page.waitForURL(`${site.url}/meja`);
  const third = await reissue();
  await page.reload();
  await page.waitForURL(/sesi=berakhir/);
  await inspect(page, 'habis-4-tautan-baru-dibuat');
  await page.goto(second);
  await page.waitForURL(/tautan=diganti/);
  expect(await main(page)).toContain('Tautan ini sudah diganti dengan yang baru');
  await inspect(page, 'habis-5-tautan-diganti');
  await page.goto(first);
  await page.waitForURL(/tautan=tidak-berlaku/);

  await page.goto(third);
  await page.waitForURL(`${site.url}/meja`);
  await fillForm(page, address(id));
  await page.click(signButton);
  await page.waitForURL(/hasil=tercatat/);
  const { signatures } = await site.house.load(id);
  expect(signatures).toMatchObject([{ person }]);
  await page.context().close();
  await hr.context().close();
});
